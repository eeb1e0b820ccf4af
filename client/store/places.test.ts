import { expect, it } from 'vitest';
import type { Standing } from '../../shared/protocol/view.ts';
import { beforeLot } from './places.ts';

const standing = (playerId: string, rank: number, points: number, change: number): Standing => ({
  playerId,
  nickname: playerId,
  points,
  change,
  rank,
});

it('takes a lot back: points, order and ranks are those of before it', () => {
  const now = [standing('ann', 1, 60, 50), standing('bo', 2, 44, 0), standing('cho', 3, 10, -40)];
  expect(beforeLot(now)).toEqual([standing('cho', 1, 50, 0), standing('bo', 2, 44, 0), standing('ann', 3, 10, 0)]);
});

it('shares a rank among equals and keeps their order', () => {
  const now = [standing('ann', 1, 44, 44), standing('bo', 2, 0, 0), standing('cho', 3, -40, -40)];
  expect(beforeLot(now).map(({ playerId, rank }) => [playerId, rank])).toEqual([
    ['ann', 1],
    ['bo', 1],
    ['cho', 1],
  ]);
});
