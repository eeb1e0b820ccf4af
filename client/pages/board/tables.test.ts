import { describe, expect, it } from 'vitest';
import { DIVERSITY_COLUMNS } from './columns.ts';
import { genuineShare, picturesCsv } from './pictures.ts';
import { distinct, open, row, varied } from './sampleRows.ts';
import { agreementCsv, agreementLatex, csvCell, latexCell, latexTable, leagueCsv, leagueLatex } from './tables.ts';

describe('tables to take away', () => {
  it('write CSV that comes back as it was', () => {
    const parsed = leagueCsv([row('a, "b"', 0.25, 64)], ['fooled', 'kid', 'recall']).split('\r\n');
    expect(parsed[0]!.split(',')).toHaveLength(5 + 3 * 4);
    expect(parsed[1]).toContain('"a, ""b"""');
    expect(parsed[1]!.endsWith(',,,,')).toBe(true);
    expect(csvCell('=1')).toBe("'=1");
    expect(csvCell(-1.5)).toBe('-1.5');
  });

  it('write LaTeX whose special signs are escaped', () => {
    expect(latexCell('50\u00a0% & a_b #1 $x$ {y} ~ ^ \\')).toBe(
      '50~\\% \\& a\\_b \\#1 \\$x\\$ \\{y\\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{}',
    );
    expect(latexCell('d\u2032 \u22120.5')).toBe('d$^\\prime$ $-$0.5');
    const table = latexTable(['Model', 'n'], [['GAN', '30']], 'A & B');
    expect(table).toContain('\\begin{tabular}{lr}');
    expect(table).toContain('  GAN & 30 \\\\\n');
    for (const rule of ['toprule', 'midrule', 'bottomrule']) expect(table).toContain(`\\${rule}\n`);
  });
});

describe('human diversity', () => {
  it('is taken away in CSV and LaTeX, in CSV with the likeliest number too', () => {
    const wide = { ...row('c', 0.3, 9), nEff: distinct(76732, 419, null) };
    expect(leagueCsv([wide], ['nEff']).split('\r\n')[1]).toMatch(/,76732,419,Inf,40$/);
    expect(leagueCsv([open], ['nEff', 'varied']).split('\r\n')[1]).toMatch(/,Inf,88,Inf,40,,,,$/);
    expect(leagueLatex([varied, open], DIVERSITY_COLUMNS, '')).toMatch(
      /120 \[61, 300\][\s\S]*\$\\geq\$~88 \[88, \$\\infty\$\], n = 40/,
    );
  });
});

describe('judged pictures and rank agreement, taken away', () => {
  const picture = {
    id: 'p1',
    model: 'm',
    label: '7',
    n: 10,
    wrong: 9,
    low: 0.6,
    high: 0.98,
    realism: 0.5,
    place: null,
  };

  it('speak of the share called genuine, for fakes and reals alike', () => {
    expect(genuineShare(picture)).toEqual({ value: 0.9, low: 0.6, high: 0.98 });
    const real = genuineShare({ ...picture, model: null });
    expect([real.value, real.low, real.high].map((x) => x.toFixed(2))).toEqual(['0.10', '0.02', '0.40']);
    const shelves = { believed: [picture], suspected: [], fooling: [], doubted: [], compared: 1 };
    expect(picturesCsv(shelves, ['believed']).split('\r\n')[1]).toBe('believed,p1,fake,m,7,10,0.9,0.6,0.98,0.5,,,');
  });

  it('have a row for each score and a column for each measure of people', () => {
    const tau = { score: 'recall', tau: -0.5, low: -1, high: null, models: 4, places: [] } as const;
    const agreement = [{ ...tau, people: 'nEff' as const, places: [] }];
    expect(agreementCsv(agreement)).toContain('nEff,recall,-0.5,-1,,4');
    const latex = agreementLatex(agreement, ['recall'], ['fooled', 'nEff'], 'x');
    expect(latex).toContain('& – & $-$0.50 \\\\');
  });
});
