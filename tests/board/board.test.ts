import { describe, expect, it } from 'vitest';
import { createBoard } from '../../server/board/board.ts';
import { humanScores } from '../../server/board/human-scores.ts';
import type { VerdictRow } from '../../server/analysis/index.ts';
import { rowsQuery, type BoardFilter } from '../../shared/protocol/board.ts';
import type { Judgment } from '../../server/board/judgments.ts';
import type { Untold } from '../../server/game/untold.ts';
import { model } from '../gallery/sample.ts';
import { answered, judgments } from './judgments.ts';

/** `wrong` of `n` judgments of one participant are wrong. */
function judged(participant: string, from: string | null, n: number, wrong: number, room = 'room'): VerdictRow[] {
  const right: VerdictRow['truth'] = from === null ? 'real' : 'fake';
  const other: VerdictRow['truth'] = from === null ? 'fake' : 'real';
  return Array.from({ length: n }, (_, i) => ({
    participant,
    room,
    model: from,
    truth: right,
    response: i < wrong ? other : right,
  }));
}

describe('human scores', () => {
  it('average people, not judgments', () => {
    const scores = humanScores([
      ...judged('a', 'vae', 30, 0),
      ...judged('b', 'vae', 2, 2, 'other'),
      ...judged('c', 'vae', 4, 1),
    ]);
    expect(scores.models['vae']).toMatchObject({ n: 36, participants: 3, rooms: 2 });
    expect(scores.models['vae']!.fooled!.value).toBeCloseTo((0 + 1 + 0.25) / 3, 12);
    const { fooled } = scores.models['vae']!;
    expect(fooled!.low).toBeLessThan(fooled!.value);
    expect(fooled!.high).toBeGreaterThan(fooled!.value);
    expect(scores.reals).toEqual({ n: 0, errorRate: null });
  });

  it('count every judgment of reals, also of people who saw no fake of a model', () => {
    const { reals, models } = humanScores([
      ...judged('a', null, 4, 1),
      ...judged('b', null, 2, 1),
      ...judged('a', 'vae', 1, 0),
    ]);
    expect(reals.n).toBe(6);
    expect(reals.errorRate!.value).toBeCloseTo((0.25 + 0.5) / 2, 12);
    expect(models['vae']!.n).toBe(1);
  });

  it('admit that one person tells nothing of the spread between people', () => {
    const { fooled, dPrime } = humanScores([...judged('a', 'vae', 4, 1), ...judged('a', null, 4, 1)]).models['vae']!;
    expect(fooled).toEqual({ value: 0.25, low: 0, high: 1 });
    expect(dPrime).toBeNull();
  });

  it('are the same for the same rows', () => {
    const rows = [...judged('a', 'vae', 5, 1), ...judged('b', 'vae', 5, 4), ...judged('c', 'vae', 5, 3)];
    expect(humanScores(rows)).toEqual(humanScores(rows));
  });
});

describe('the board', () => {
  const words = { en: 'x', ko: 'x' };
  const generator = (name: string, rung: number) => ({
    name,
    rung,
    title: words,
    idea: words,
    giveaway: words,
    source: '',
    conditional: true,
    fields: [],
  });
  const models = [model('gan'), model('vae'), model('other', { dataset: 'mnist' })].map((each) => ({
    ...each,
    pool: 1000,
  }));

  function service() {
    const state = { now: 0, written: 0, asked: 0, rows: [] as Judgment[], untold: [] as Untold[] };
    const board = createBoard({
      gallery: { models: () => models, datasets: () => ['strokes', 'mnist'] },
      ask: async (question) => {
        state.asked++;
        return answered(question, state.rows);
      },
      untold: () => state.untold,
      judgmentsWritten: () => state.written,
      appraisals: () => 0,
      generators: async () => [generator('vae', 7), generator('gan', 9)],
      now: () => state.now,
    });
    return { state, ...board };
  }

  it('lists the models of its data set from the lowest rung, judged or not', async () => {
    const { state, board } = service();
    state.rows = judgments('a', models[0]!.id, 4, 2);
    const { rows, datasets } = await board('strokes', {});
    expect(rows.map(({ model: { generator: name }, n }) => [name, n])).toEqual([
      ['vae', 0],
      ['gan', 4],
    ]);
    expect(rows[0]!.fooled).toBeNull();
    expect(datasets).toEqual(['strokes', 'mnist']);
  });

  it('is analysed again only after judgments, at most once a second, and changes its version then', async () => {
    const { state, board } = service();
    const first = await board('strokes', {});
    await board('strokes', {});
    state.now = 5000;
    expect((await board('strokes', {})).version).toBe(first.version);
    expect(state.asked).toBe(1);
    state.rows = judgments('a', models[0]!.id, 1, 1);
    state.written = 1;
    const second = await board('strokes', {});
    expect(second.version).not.toBe(first.version);
    state.written = 2;
    state.now = 5900;
    await board('strokes', {});
    expect(state.asked).toBe(2);
    state.now = 6000;
    await board('strokes', {});
    expect(state.asked).toBe(3);
  });

  it('keeps each filter apart', async () => {
    const { state, board } = service();
    state.rows = [...judgments('a', models[0]!.id, 4, 2), ...judgments('b', models[0]!.id, 6, 1, { room: 'r2' })];
    const gan = async (filter: BoardFilter) => (await board('strokes', filter)).rows[1]!.n;
    expect([await gan({}), await gan({ room: 'r1' }), await gan({ room: 'r2' })]).toEqual([10, 4, 6]);
  });

  it('tells nothing of what a room has not been told, and tells it once the room has', async () => {
    const { state, board, rows, picture } = service();
    state.rows = judgments('a', models[0]!.id, 5, 5);
    state.untold = [{ room: 'r1', game: 1, fromTrial: 3 }];
    expect((await board('strokes', {})).rows[1]!.n).toBe(2);
    const query = rowsQuery.parse({});
    expect((await rows(query)).total).toBe(2);
    expect(await picture('strokes', 'picture-2')).not.toBeNull();
    expect(await picture('strokes', 'picture-3')).toBeNull();
    state.untold = [{ room: 'r1', game: 2, fromTrial: 1 }];
    state.now = 2000;
    expect((await board('strokes', {})).rows[1]!.n).toBe(5);
  });

  it('gives all rows of a query, however many pages', async () => {
    const { state, allRows } = service();
    state.rows = judgments('a', models[0]!.id, 12_345, 3);
    const seen: number[] = [];
    for await (const page of allRows(rowsQuery.parse({}))) seen.push(...page.map(({ trial }) => trial));
    expect(seen).toEqual(state.rows.map(({ trial }) => trial));
  });
});
