import { expect, it } from 'vitest';
import { bestHold, costs } from './trade.ts';

const trade = {
  firmness: [-1, -0.5, 0, 0.5, 1],
  reconstruction: [200, 120, 70, 66, 65],
  kl: [0, 10, 25, 40, 60],
};

it('a dearer code is never held more firmly', () => {
  const holds = [0, 0.01, 0.1, 0.3, 1, 3, 5, 10, 100].map((beta) => bestHold(trade, beta));
  expect(holds).toEqual([...holds].sort((a, b) => b - a));
  expect(holds[0]).toBe(4);
  expect(holds.at(-1)).toBe(0);
});

it('at beta 1 the cost is the negative ELBO', () => {
  expect(costs(trade, 1)).toEqual([200, 130, 95, 106, 125]);
  expect(bestHold(trade, 1)).toBe(2);
});
