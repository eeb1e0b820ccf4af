import { describe, it } from 'vitest';
import { RandomPlay } from './random-play.ts';
import { acksAreRows, picturesHold, pointsAreRows, replayHolds, viewsHold } from './room-laws.ts';

const PLAYS = 24;
const MOVES = 160;
/** Another start for a longer search: FUZZ_SEED=1000 FUZZ_PLAYS=2000 npx vitest run tests/fuzz */
const FIRST = Number(process.env['FUZZ_SEED'] ?? 0);
const COUNT = Number(process.env['FUZZ_PLAYS'] ?? PLAYS);

function play(seed: number): void {
  const random = new RandomPlay(seed);
  const { table } = random;
  const moves: string[] = [];
  try {
    for (let i = 0; i < MOVES && table.state.phase !== 'closed'; i++) {
      moves.push(random.move());
      viewsHold(table);
      picturesHold(table);
      const { speedPoints, seconds } = table.state.settings;
      pointsAreRows(table, speedPoints, seconds);
    }
    acksAreRows(table, random.sent);
    replayHolds(table);
  } catch (error) {
    throw new Error(`seed ${seed}, after ${moves.length} moves (${moves.slice(-8).join(', ')}): ${(error as Error).message}`, { cause: error });
  }
}

describe('whatever happens at a table', () => {
  it(`keeps the laws (seeds ${FIRST} to ${FIRST + COUNT - 1})`, () => {
    for (let seed = FIRST; seed < FIRST + COUNT; seed++) play(seed);
  }, 600_000);
});
