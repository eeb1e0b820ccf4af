import type { Findings } from './design.ts';
import { escape, plotOf } from './plot.ts';

/** One page that needs nothing from outside: plots, then every printed number. */
export function pageOf(design: string, file: string, rows: number, { result, charts, notes }: Findings): string {
  const tables = Object.entries(result).map(([name, value]) => sectionOf(name, value));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(design)}: ${escape(file)}</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;color:#1d1d1f;background:#fff;max-width:56rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}p.about{color:#555;margin:.2rem 0 1rem}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.85rem}th,td{padding:.2rem .6rem;text-align:right;border-bottom:1px solid #ddd;white-space:nowrap}
th:first-child,td:first-child{text-align:left}div.wide{overflow-x:auto}svg{max-width:100%;height:auto;display:block}
</style></head><body>
<h1>${escape(design)}</h1><p class="about">${rows} rows of ${escape(file)}; whiskers are 95 % intervals.</p>
${charts.map((chart) => `<h2>${escape(chart.title)}</h2>\n${plotOf(chart)}`).join('\n')}
${notes.length > 0 ? `<h2>Notes</h2><ul>${notes.map((note) => `<li>${escape(note)}</li>`).join('')}</ul>` : ''}
${tables.join('\n')}
</body></html>
`;
}

function sectionOf(name: string, value: unknown): string {
  const title = `<h2>${escape(name)}</h2>`;
  if (Array.isArray(value) && value.length > 0 && value.every(isRecord)) {
    const columns = [...new Set(value.flatMap((row) => Object.keys(row)))];
    const head = columns.map((column) => `<th>${escape(column)}</th>`).join('');
    const body = value.map((row) => `<tr>${columns.map((column) => `<td>${cell(row[column])}</td>`).join('')}</tr>`);
    return `${title}<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
  }
  if (isRecord(value)) {
    const body = Object.entries(value).map(([key, each]) => `<tr><td>${escape(key)}</td><td>${cell(each)}</td></tr>`);
    return `${title}<table>${body.join('')}</table>`;
  }
  return `<p>${escape(name)}: ${cell(value)}</p>`;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toPrecision(4);
  if (Array.isArray(value)) return value.map(cell).join(' to ');
  return escape(isRecord(value) ? JSON.stringify(value) : String(value));
}
