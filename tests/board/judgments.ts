import { analyseBoard } from '../../server/board/analysis.ts';
import { behind, filtered, playersOf, told, type Judgment } from '../../server/board/judgments.ts';
import type { AnalystAnswer, AnalystQuestion } from '../../server/board/question.ts';

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

/** Answers as the worker does, from rows in memory. */
export function answered(question: AnalystQuestion, all: readonly Judgment[]): AnalystAnswer {
  const rows = told(all, question.untold);
  switch (question.about) {
    case 'board':
      return {
        about: 'board',
        analysis: analyseBoard(rows, question.filter, { classes: [...'0123456789'], scores: new Map() }),
      };
    case 'picture':
      return { about: 'picture', png: rows.some(({ image }) => image === question.id) ? new Uint8Array(8) : null };
    case 'rows': {
      const { query } = question;
      const found = behind(filtered(rows, { ...query, players: playersOf(rows, query.players) }), query);
      const page = found.slice(query.offset, query.offset + query.limit);
      return {
        about: 'rows',
        rows: { total: found.length, rows: page.map((row) => ({ ...row, label: String(row.label) })) },
      };
    }
  }
}
