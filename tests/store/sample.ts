import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JudgmentRow, LogEntry } from '../../server/rooms/ports.ts';

export const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'uncanny-store-'));

/** A judgment whose ids follow from its place. */
export function judgment(
  roomId: string,
  trial: number,
  player: number,
  change: Partial<JudgmentRow> = {},
): JudgmentRow {
  return {
    judgmentId: `${roomId}-${trial}-${player}`,
    roomId,
    playerId: `player-${player}`,
    trialId: `trial-${trial}`,
    trialIndex: trial,
    game: 1,
    mode: 'verdict',
    pictureId: `picture-${trial}`,
    truth: 'fake',
    response: 'real',
    pFake: 0.25,
    detail: null,
    points: -6,
    responseMs: 812.5,
    serverMs: 901,
    display: { size: 280, scale: 10, devicePixelRatio: 2, blurred: false, input: 'touch' },
    dealing: 'same',
    feedback: true,
    scoringRule: 'quadratic',
    solo: false,
    counts: true,
    at: 1_790_000_000_000,
    ...change,
  };
}

export const entry = (roomId: string, sequence: number, judgments: readonly JudgmentRow[] = []): LogEntry => ({
  roomId,
  sequence,
  event: { type: 'tick', sequence },
  judgments,
});
