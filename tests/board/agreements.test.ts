import { expect, it } from 'vitest';
import { agreementsOf } from '../../server/board/agreements.ts';
import type { AutomaticScoresInfo } from '../../shared/protocol/http.ts';
import { compared, judgments, searched } from './judgments.ts';

const scored = (recall: number): AutomaticScoresInfo => ({
  values: { recall: { value: recall, low: recall, high: recall, n: 1000 } },
  own: {},
  floor: 1,
  extractor: { id: 'classifier', hash: 'c' },
  seed: 0,
});
const scores = new Map([
  ['a', scored(0.9)],
  ['b', scored(0.5)],
  ['c', scored(0.1)],
]);

it('ranks models by whom they fool, by rare twins and by walls called more varied, each beside every score', () => {
  const pictures = ['p', 'q'].flatMap((who) => [
    ...judgments(who, 'a', 10, 2),
    ...judgments(who, 'b', 10, 5),
    ...judgments(who, 'c', 10, 8),
  ]);
  const walls = ['a', 'b', 'c'].flatMap((model, m) =>
    Array.from({ length: 10 }, (_, i) => searched('p', model, 100 * m + i, { pairs: Number(i < 1 + 3 * m) })),
  );
  const pairs = ['p', 'q'].flatMap((who) => [
    compared(who, ['a', 'b'], 'left', 1),
    compared(who, ['c', 'a'], 'right', 2),
    compared(who, ['b', 'c'], 'left', 3),
    compared(who, ['real', 'c'], 'left', 4),
  ]);
  const found = agreementsOf(pictures, [...walls, ...pairs], scores);
  expect(found.map(({ people, score, tau, models }) => [people, score, tau, models])).toEqual([
    ['fooled', 'recall', -1, 3],
    ['nEff', 'recall', 1, 3],
    ['varied', 'recall', 1, 3],
  ]);
  expect(found[0]!.places[0]).toEqual({ model: 'c', people: 1, score: 3 });
  found.forEach(({ low, high, tau }) => expect(low! <= tau && tau <= high!).toBe(true));
});

it('has nothing to say of fewer than three models, or of ones without scores', () => {
  const walls = ['a', 'b', 'z'].map((model, i) => searched('p', model, i, { pairs: i % 2 }));
  expect(agreementsOf([], walls, scores)).toEqual([]);
});
