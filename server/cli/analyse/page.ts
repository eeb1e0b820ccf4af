import path from 'node:path';
import type { Chart, Design, Findings } from './design.ts';
import { escape, plotOf } from './plot.ts';
import { factsOf, tablesOf } from './tables.ts';

const STYLE = `
body{font:16px/1.5 Helvetica,Arial,sans-serif;color:#1d1d1f;background:#fff;max-width:56rem;margin:2.5rem auto;padding:0 1rem}
h1{font-size:1.75rem;line-height:1.2;margin:0}h2{font-size:1.15rem;margin:2.5rem 0 .6rem}p.about{color:#55555a;margin:.3rem 0 1.5rem}
figure{margin:0 0 2.2rem;break-inside:avoid}figcaption,caption{font-size:.9rem;color:#1d1d1f;text-align:left}figcaption{margin-top:.4rem}
caption{padding-bottom:.5rem}b.no{font-weight:600}svg{max-width:100%;height:auto;display:block}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.82rem;border-top:1.5px solid #1d1d1f;border-bottom:1.5px solid #1d1d1f}
th,td{padding:.28rem .7rem;text-align:right;vertical-align:baseline;white-space:nowrap}thead th{border-bottom:1px solid #1d1d1f;font-weight:600;vertical-align:bottom}
tbody tr+tr td{border-top:1px solid #ececf0}th:first-child,td:first-child{text-align:left;padding-left:0}small{color:#55555a;font-size:inherit}
div.wide{overflow-x:auto;margin:0 0 2rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem;font-size:.9rem;margin:0}dt{color:#55555a}dd{margin:0}
li{margin:.3rem 0}@media print{body{margin:0;max-width:none}}`;

/** One page that needs nothing from outside: figures, what is said, every printed number. */
export function pageOf(
  { name, summary }: Pick<Design, 'name' | 'summary'>,
  file: string,
  rows: number,
  { result, charts, sentences = [], notes }: Findings,
): string {
  const title = capital(name);
  const asked = `${capital(summary)}${/[?.]$/.test(summary) ? '' : '.'}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(`${title}: ${path.basename(file)}`)}</title>
<style>${STYLE}</style></head><body>
<h1>${escape(title)}</h1><p class="about">${escape(asked)} ${rows.toLocaleString('en')} rows of ${escape(path.basename(file))}. Whiskers and brackets are 95 % intervals.</p>
${charts.map(figureOf).join('\n')}
${listOf('Planning and stopping', sentences)}
${listOf('Notes', notes)}
<h2>Numbers</h2>
${tablesOf(result).join('\n')}
${factsOf(result)}
</body></html>
`;
}

function figureOf(chart: Chart, i: number): string {
  const about = chart.kind === 'dots' && chart.about ? ` ${chart.about}` : '';
  return `<figure>${plotOf(chart)}<figcaption><b class="no">Figure ${i + 1}.</b> ${escape(chart.title)}.${escape(about)}</figcaption></figure>`;
}

function listOf(title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  return `<h2>${title}</h2><ul>${items.map((item) => `<li>${escape(item)}</li>`).join('')}</ul>`;
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
