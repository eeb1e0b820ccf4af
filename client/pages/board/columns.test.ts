import { describe, expect, it } from 'vitest';
import type { BoardRow } from '../../../shared/protocol/http.ts';
import {
  COLUMNS,
  HIGHER_IS_BETTER,
  countOf,
  curveOf,
  estimateOf,
  filledColumns,
  judgedRuns,
  oneOfEachRun,
  pressed,
  sorted,
} from './columns.ts';
import { distinct, ids, open, row, rows, varied } from './sampleRows.ts';
import { formatEstimate, formatInterval } from './words.ts';

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

describe('columns', () => {
  it('are offered where a row has a number, the human ones always', () => {
    expect(filledColumns(rows)).toEqual(['fooled', 'errorRate', 'dPrime', 'frechet', 'kid', 'inceptionScore']);
    expect(filledColumns([])).toEqual(['fooled', 'errorRate', 'dPrime']);
  });
});

describe('human diversity', () => {
  it('is offered where somebody has judged walls, and says n of its own', () => {
    expect(filledColumns([varied, ...rows])).toEqual(expect.arrayContaining(['nEff', 'varied']));
    expect(filledColumns(rows)).not.toContain('nEff');
    expect([countOf(varied, 'nEff'), countOf(varied, 'varied'), countOf(open, 'varied')]).toEqual([40, 12, 0]);
  });

  it('is the most where no twins were found, and says from where on', () => {
    expect(ids(sorted([varied, open], { by: 'nEff', bestFirst: true }))).toBe('ba');
    // Not excluded from above, the likeliest number is no better known than any other.
    const wide = { ...row('c', 0.3, 9), nEff: distinct(76732, 419, null) };
    expect(formatEstimate('nEff', estimateOf(wide, 'nEff')!)).toBe('\u2265\u00a0419');
    expect(ids(sorted([varied, open, wide], { by: 'nEff', bestFirst: true }))).toBe('cba');
    const estimate = estimateOf(open, 'nEff')!;
    expect(estimate).toEqual({ value: Infinity, low: 88, high: Infinity });
    expect(formatEstimate('nEff', estimate)).toBe('\u2265\u00a088');
    expect(formatInterval('nEff', estimate)).toBe('[88, ∞]');
    expect(formatEstimate('nEff', estimateOf(varied, 'nEff')!)).toBe('120');
  });
});

describe('runs with a curve', () => {
  it('are those of which two snapshots were judged', () => {
    const run = (id: string, runId: string, step: number, fooled: number | null) => row(id, fooled, 1, { runId, step });
    const all = [run('b', 'r', 2, 0.2), run('a', 'r', 1, 0.1), run('c', 'q', 1, 0.1), run('d', 'q', 2, null), ...rows];
    expect(judgedRuns(all).map(ids)).toEqual(['ab']);
  });
});

it('lists of each training the newest snapshot that was judged, and every model that ships', () => {
  const rows = [
    row('ships', null, 1),
    row('early', 0.1, null, { runId: 'r', step: 5 }),
    row('late', 0.2, null, { runId: 'r', step: 50 }),
    row('last', null, 3, { runId: 'r', step: 90 }),
    row('none', null, null, { runId: 's', step: 5 }),
    row('newer', null, null, { runId: 's', step: 6 }),
  ];
  const listed = (all: readonly BoardRow[]): string[] => oneOfEachRun(all).map(({ model }) => model.id);
  expect(listed(rows)).toEqual(['ships', 'late', 'newer']);
  expect(listed(rows.toReversed())).toEqual(['newer', 'late', 'ships']);
});
