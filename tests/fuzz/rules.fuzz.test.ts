import { describe, expect, it } from 'vitest';
import type { RoomView } from '../../shared/protocol/view.ts';
import { ok, Table } from '../rooms/table.ts';
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
    throw new Error(
      `seed ${seed}, after ${moves.length} moves (${moves.slice(-8).join(', ')}): ${(error as Error).message}`,
      { cause: error },
    );
  }
}

describe('whatever happens at a table', () => {
  it(`keeps the laws (seeds ${FIRST} to ${FIRST + COUNT - 1})`, () => {
    for (let seed = FIRST; seed < FIRST + COUNT; seed++) play(seed);
  }, 600_000);
});

describe('the laws', () => {
  const leaky = (leak: (view: RoomView) => object, feedback = true): Table => {
    const table = new Table({ feedback });
    ok(table.join('ann'));
    ok(table.host({ type: 'start' }));
    const honest = table.view.bind(table);
    table.view = (watcher) => leak(honest(watcher)) as RoomView;
    return table;
  };

  it('see a view that says too much', () => {
    expect(() => viewsHold(leaky((view) => view))).not.toThrow();
    expect(() => viewsHold(leaky((view) => ({ ...view, truth: 'fake' })))).toThrow(/truth/);
    expect(() => viewsHold(leaky((view) => ({ ...view, hint: { modelId: 'm' } })))).toThrow(/truth/);
    expect(() => viewsHold(leaky((view) => ({ ...view, url: 's/secret-fake-3.png' })))).toThrow(/secret/);
    expect(() => viewsHold(leaky((view) => ({ ...view, viewer: { ...view.viewer, points: 44 } }), false))).toThrow(
      /sealed/,
    );
  });

  it('see points, rows and acknowledgements that do not fit', () => {
    const random = new RandomPlay(3);
    while (random.table.rows.length < 3) random.move();
    const { table, sent } = random;
    const { speedPoints, seconds } = table.state.settings;
    const row = table.rows.pop()!;
    expect(() => acksAreRows(table, sent)).toThrow(/acknowledged/);
    table.rows.push(row, row);
    expect(() => acksAreRows(table, sent)).toThrow(/twice/);
    table.rows.pop();
    acksAreRows(table, sent);
    table.rows[0] = { ...table.rows[0]!, points: table.rows[0]!.points + 1 };
    expect(() => pointsAreRows(table, speedPoints, seconds)).toThrow(/points/);
    table.events.pop();
    expect(() => replayHolds(table)).toThrow(/replay/);
  });
});
