import { analyseBoard } from '../../server/board/analysis.ts';
import { behind, filtered, playersOf, told, type Judgment } from '../../server/board/judgments.ts';
import type { AnalystAnswer, AnalystQuestion } from '../../server/board/question.ts';
import {
  hung,
  wallsBehind,
  type TwinsJudgment,
  type VarietyJudgment,
  type WallJudgment,
} from '../../server/board/walls.ts';

/** `n` judgments of one participant, the first `wrong` of them wrong; of reals where `from` is null. Trials count from 1. */
export function judgments(
  participant: string,
  from: string | null,
  n: number,
  wrong: number,
  change: Partial<Judgment> = {},
): Judgment[] {
  const right: Judgment['truth'] = from === null ? 'real' : 'fake';
  const other: Judgment['truth'] = from === null ? 'fake' : 'real';
  return Array.from({ length: n }, (_, i) => ({
    participant,
    room: 'r1',
    code: 'ACDEFG',
    game: 1,
    trial: i + 1,
    at: 1000 + i,
    mode: 'verdict',
    truth: right,
    model: from,
    response: i < wrong ? other : right,
    pFake: (i < wrong ? other : right) === 'fake' ? 0.75 : 0.25,
    image: `picture-${i + 1}`,
    label: i % 10,
    responseMs: 900,
    simulated: false,
    ...change,
  }));
}

const who = (participant: string, trial: number) => ({
  participant,
  room: 'r1',
  code: 'ACDEFG',
  game: 1,
  trial,
  at: 2000 + trial,
  label: null,
  responseMs: 4000,
  simulated: false,
});

/** A wall of 12 as the game records it: one pair is reported at most. */
export function searched(
  participant: string,
  model: string,
  trial: number,
  change: Partial<TwinsJudgment> = {},
): TwinsJudgment {
  const planted = change.planted ?? 0;
  return {
    ...who(participant, trial),
    mode: 'twins',
    wall: `wall-${trial}`,
    model,
    size: 12,
    planted,
    plantedFound: 0,
    pairs: 0,
    comparisons: planted > 0 ? 0 : 66,
    pair: null,
    sure: 0.75,
    pictures: Array.from({ length: 12 }, (_, i) => `${model}-${trial}-${i}`).join(' '),
    ...change,
  };
}

export function compared(
  participant: string,
  [left, right]: readonly [string, string],
  winner: 'left' | 'right',
  trial: number,
  change: Partial<VarietyJudgment> = {},
): VarietyJudgment {
  return {
    ...who(participant, trial),
    mode: 'variety',
    wall: `walls-${trial}`,
    left,
    right,
    winner,
    pRight: winner === 'left' ? 0.25 : 0.75,
    size: 9,
    leftSpread: 40,
    rightSpread: 50,
    leftPictures: `l-${trial}`,
    rightPictures: `r-${trial}`,
    ...change,
  };
}

/** Answers as the worker does, from rows in memory. */
export function answered(
  question: AnalystQuestion,
  allPictures: readonly Judgment[],
  allWalls: readonly WallJudgment[] = [],
): AnalystAnswer {
  const pictures = told(allPictures, question.untold);
  const walls = told(allWalls, question.untold);
  switch (question.about) {
    case 'board':
      return {
        about: 'board',
        analysis: analyseBoard({ pictures, walls }, question.filter, {
          classes: [...'0123456789'],
          scores: new Map(),
          realism: new Map(),
        }),
      };
    case 'picture': {
      const { id } = question;
      const shown = pictures.some(({ image }) => image === id) || walls.some((row) => hung(row).includes(id));
      return { about: 'picture', png: shown ? new Uint8Array(8) : null };
    }
    case 'rows': {
      const { query } = question;
      const players = playersOf([...pictures, ...walls], query.players);
      const found = behind(filtered(pictures, { ...query, players }), query);
      const page = found.slice(query.offset, query.offset + query.limit);
      return {
        about: 'rows',
        rows: { total: found.length, rows: page.map((row) => ({ ...row, label: String(row.label) })) },
      };
    }
    case 'walls': {
      const { query } = question;
      const players = playersOf([...pictures, ...walls], query.players);
      const found = wallsBehind(filtered(walls, { ...query, players }), query);
      const page = found.slice(query.offset, query.offset + query.limit);
      const named = page.map((row) =>
        row.mode === 'twins' ? row : { ...row, label: row.label === null ? null : String(row.label) },
      );
      return { about: 'walls', rows: { total: found.length, rows: named } };
    }
  }
}
