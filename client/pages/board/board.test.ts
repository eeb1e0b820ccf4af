import { describe, expect, it } from 'vitest';
import type { BoardRow, Estimate } from '../../../shared/protocol/http.ts';
import {
  COLUMNS,
  DIVERSITY_COLUMNS,
  HIGHER_IS_BETTER,
  countOf,
  curveOf,
  estimateOf,
  filledColumns,
  judgedRuns,
  pressed,
  sorted,
  withoutEarlier,
} from './columns.ts';
import { SIDES, placeNames, textWidth } from './labels.ts';
import { genuineShare, picturesCsv } from './pictures.ts';
import { agreementCsv, agreementLatex, csvCell, latexCell, latexTable, leagueCsv, leagueLatex } from './tables.ts';
import { between, eased, rowsBetween } from './tween.ts';
import { viewOf } from './view.ts';
import { formatEstimate, formatInterval, formatScore } from './words.ts';

const at = (value: number): Estimate => ({ value, low: value - 0.1, high: value + 0.1 });

function row(
  id: string,
  fooled: number | null,
  frechet: number | null,
  run: { runId?: string; step?: number } = {},
): BoardRow {
  const score = { ...at(frechet ?? 0), n: 1000 };
  return {
    model: {
      id,
      generator: 'gan',
      title: { en: id, ko: id },
      idea: { en: '', ko: '' },
      giveaway: { en: '', ko: '' },
      dataset: 'strokes',
      step: run.step ?? 100,
      totalSteps: 100,
      shipped: run.runId === undefined,
      runId: run.runId ?? null,
      seed: 0,
      config: {},
      datasetHash: '',
      trainedSeconds: 1,
      pool: 1000,
      scores:
        frechet === null
          ? null
          : {
              values: { frechet: score, inceptionScore: score, kid: score },
              own: {},
              floor: 3,
              seed: 0,
              extractor: { id: 'classifier', hash: 'c4' },
            },
    },
    n: fooled === null ? 0 : 20,
    participants: 4,
    rooms: 1,
    fooled: fooled === null ? null : at(fooled),
    errorRate: fooled === null ? null : at(fooled),
    dPrime: fooled === null ? null : at(3 - 6 * fooled),
    criterion: null,
    nEff: null,
    varied: null,
  };
}

const rows = [row('a', 0.2, 64), row('b', null, 9), row('c', 0.5, null), row('d', 0.4, 24)];
const ids = (sortedRows: readonly BoardRow[]): string => sortedRows.map((r) => r.model.id).join('');

describe('the league', () => {
  it('puts the forger that fools most first, and those nobody judged last, both ways', () => {
    expect(ids(sorted(rows, { by: 'fooled', bestFirst: true }))).toBe('cdab');
    expect(ids(sorted(rows, { by: 'fooled', bestFirst: false }))).toBe('adcb');
  });

  it('puts the smallest Frechet distance first, and unscored models last', () => {
    expect(ids(sorted(rows, { by: 'frechet', bestFirst: true }))).toBe('bdac');
    expect(ids(sorted(rows, { by: 'frechet', bestFirst: false }))).toBe('adbc');
  });

  it('orders equal rows by id, whatever order they came in, and changes nothing in place', () => {
    const equal = [row('z', 0.3, 1), row('y', 0.3, 1), row('x', 0.3, 1)];
    for (const by of COLUMNS) {
      expect(ids(sorted(equal, { by, bestFirst: true }))).toBe('xyz');
      expect(ids(sorted([...equal].reverse(), { by, bestFirst: false }))).toBe('xyz');
    }
    expect(ids(equal)).toBe('zyx');
  });

  it('agrees with itself: best first is the reverse of best last among counted rows', () => {
    for (const by of COLUMNS) {
      const counted = rows.filter((r) => estimateOf(r, by) !== null);
      expect([...sorted(counted, { by, bestFirst: true })].reverse()).toEqual(
        sorted(counted, { by, bestFirst: false }),
      );
    }
    expect(HIGHER_IS_BETTER.fooled).toBe(true);
  });

  it('turns round when the same head is pressed, and starts with the best on another', () => {
    const first = pressed({ by: 'fooled', bestFirst: true }, 'fooled');
    expect(first).toEqual({ by: 'fooled', bestFirst: false });
    expect(pressed(first, 'kid')).toEqual({ by: 'kid', bestFirst: true });
  });

  it('finds the snapshots of a run in order of their steps', () => {
    const run = [row('s2', 0.2, 5, { runId: 'r', step: 200 }), row('s1', 0.1, 9, { runId: 'r', step: 100 }), ...rows];
    expect(ids(curveOf(run, run[0]!))).toBe('s1s2');
    expect(ids(curveOf(run, rows[0]!))).toBe('a');
  });
});

describe('rows on their way', () => {
  it('start where they were, end where they are going, and are halfway in between', () => {
    const from = [row('a', 0.2, 64)];
    const to = [row('a', 0.4, 64), row('new', 0.9, 1)];
    expect(rowsBetween(from, to, 0)[0]!.fooled!.value).toBeCloseTo(0.2, 12);
    expect(rowsBetween(from, to, 0.5)[0]!.fooled!.value).toBeCloseTo(0.3, 12);
    expect(rowsBetween(from, to, 1)).toBe(to);
    expect(rowsBetween(from, to, 0.5)[1]).toEqual(to[1]);
  });

  it('jump where there was nothing to move from', () => {
    expect(between(null, at(0.4), 0.1)).toEqual(at(0.4));
    expect(between(at(0.4), null, 0.1)).toBeNull();
  });

  it('ease from 0 to 1 without turning back', () => {
    expect(eased(0)).toBe(0);
    expect(eased(1)).toBe(1);
    for (let i = 1; i <= 50; i++) expect(eased(i / 50)).toBeGreaterThan(eased((i - 1) / 50));
  });
});

describe('numbers of the board', () => {
  it('write shares in per cent, and intervals without repeating the unit', () => {
    expect(formatScore('fooled', 0.384)).toBe('38\u00a0%');
    expect(formatInterval('fooled', { value: 0.384, low: 0.305, high: 0.449 })).toBe('[31, 45]');
  });

  it('keep three significant digits of a distance, and a true minus', () => {
    expect(formatScore('frechet', 9.3)).toBe('9.30');
    expect(formatScore('frechet', 355.7)).toBe('356');
    expect(formatScore('kid', -0.00012)).toBe('\u22120.0001');
    expect(formatScore('dPrime', -0.5)).toBe('\u22120.50');
  });
});

describe('columns', () => {
  it('are offered where a row has a number, the human ones always', () => {
    expect(filledColumns(rows)).toEqual(['fooled', 'errorRate', 'dPrime', 'frechet', 'kid', 'inceptionScore']);
    expect(filledColumns([])).toEqual(['fooled', 'errorRate', 'dPrime']);
  });
});

describe('human diversity', () => {
  const distinct = (value: number | null, low: number, high: number | null) => ({
    value,
    low,
    high,
    corrected: true,
    walls: 9,
    n: 40,
  });
  const a = { ...row('a', 0.2, 64), nEff: distinct(120.4, 61, 300), varied: { ...at(0.4), n: 12 } };
  const open = { ...row('b', 0.3, 9), nEff: distinct(null, 88, null) };

  it('is offered where somebody has judged walls, and says n of its own', () => {
    expect(filledColumns([a, ...rows])).toEqual(expect.arrayContaining(['nEff', 'varied']));
    expect(filledColumns(rows)).not.toContain('nEff');
    expect([countOf(a, 'nEff'), countOf(a, 'varied'), countOf(open, 'varied')]).toEqual([40, 12, 0]);
  });

  it('is the most where no twins were found, and says from where on', () => {
    expect(ids(sorted([a, open], { by: 'nEff', bestFirst: true }))).toBe('ba');
    // Not excluded from above, the likeliest number is no better known than any other.
    const wide = { ...row('c', 0.3, 9), nEff: distinct(76732, 419, null) };
    expect(formatEstimate('nEff', estimateOf(wide, 'nEff')!)).toBe('\u2265\u00a0419');
    expect(ids(sorted([a, open, wide], { by: 'nEff', bestFirst: true }))).toBe('cba');
    expect(leagueCsv([wide], ['nEff']).split('\r\n')[1]).toMatch(/,76732,419,Inf,40$/);
    const estimate = estimateOf(open, 'nEff')!;
    expect(estimate).toEqual({ value: Infinity, low: 88, high: Infinity });
    expect(formatEstimate('nEff', estimate)).toBe('\u2265\u00a088');
    expect(formatInterval('nEff', estimate)).toBe('[88, ∞]');
    expect(formatEstimate('nEff', estimateOf(a, 'nEff')!)).toBe('120');
  });

  it('is taken away in CSV and LaTeX', () => {
    expect(leagueCsv([open], ['nEff', 'varied']).split('\r\n')[1]).toMatch(/,Inf,88,Inf,40,,,,$/);
    expect(leagueLatex([a, open], DIVERSITY_COLUMNS, '')).toMatch(
      /120 \[61, 300\][\s\S]*\$\\geq\$~88 \[88, \$\\infty\$\], n = 40/,
    );
  });

  it('moves as shares do, and jumps where it is a count', () => {
    const later = { ...a, nEff: distinct(200, 100, 400), varied: { ...at(0.6), n: 14 } };
    const [between] = rowsBetween([a], [later], 0.5);
    expect(between!.varied).toMatchObject({ value: 0.5, n: 14 });
    expect(between!.nEff).toEqual(later.nEff);
  });
});

describe('runs with a curve', () => {
  it('are those of which two snapshots were judged', () => {
    const run = (id: string, runId: string, step: number, fooled: number | null) => row(id, fooled, 1, { runId, step });
    const all = [run('b', 'r', 2, 0.2), run('a', 'r', 1, 0.1), run('c', 'q', 1, 0.1), run('d', 'q', 2, null), ...rows];
    expect(judgedRuns(all).map(ids)).toEqual(['ab']);
  });
});

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

describe('names in a plot', () => {
  const room = { width: 1000, height: 500, mark: 36, fontSize: 14 };

  it('stand above where nothing is in the way, and elsewhere where something is', () => {
    const alone = { x: 300, y: 250, name: 'GAN' };
    expect(placeNames([alone], room)).toEqual(['above']);
    expect(placeNames([alone, { x: 300, y: 205, name: 'VAE' }], room)).toEqual(['below', 'above']);
    expect(placeNames([{ ...alone, y: 18 }], room)).toEqual(['below']);
  });

  it('say the same for the same points, and know every side', () => {
    const crowd = Array.from({ length: 13 }, (_, i) => ({
      x: 100 + 61 * i,
      y: 250 + 40 * Math.sin(i),
      name: `m ${i}`,
    }));
    expect(placeNames(crowd, room)).toEqual(placeNames(crowd, room));
    for (const side of placeNames(crowd, room)) expect(SIDES).toContain(side);
  });

  it('count Hangul as wider', () => {
    expect(textWidth('확산', 10)).toBe(20);
    expect(textWidth('ab', 10)).toBeCloseTo(11.6, 12);
  });
});

describe('the address of a board', () => {
  it('is read as a filter, and what is no filter is left out', () => {
    const { dataset, model, filter } = viewOf(new URLSearchParams('dataset=mnist&label=3&players=all&since=x'));
    expect([dataset, model]).toEqual(['mnist', null]);
    expect(Object.entries(filter).filter(([, value]) => value !== undefined)).toEqual([
      ['label', 3],
      ['players', 'all'],
    ]);
    expect(viewOf(new URLSearchParams('players=robots')).filter.players).toBeUndefined();
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

it('lists of each training its newest snapshot, and every model that ships', () => {
  const rows = [
    row('ships', 0.5, 1),
    row('early', 0.1, null, { runId: 'r', step: 5 }),
    row('late', 0.2, null, { runId: 'r', step: 50 }),
    row('other', null, null, { runId: 's', step: 5 }),
  ];
  expect(withoutEarlier(rows).map(({ model }) => model.id)).toEqual(['ships', 'late', 'other']);
});
