import type { Display, Verdict } from '../../shared/domain/judgment.ts';

/** One acknowledged judgment with its provenance, as it lies on disk. Unique by (playerId, trialId). */
export interface JudgmentRow {
  /** Made by the client: the rules keep it unique within a player's game, no further. Never a key of a table by itself. */
  readonly judgmentId: string;
  readonly roomId: string;
  readonly playerId: string;
  readonly trialId: string;
  /** 1-based place in the game, and the game's number in its room. */
  readonly trialIndex: number;
  readonly game: number;
  readonly mode: string;
  readonly pictureId: string;
  readonly truth: Verdict;
  readonly response: Verdict;
  readonly pFake: number;
  readonly points: number;
  /** Client's monotonic clock; server's time between opening the lot and the arrival, pauses left out. Milliseconds. */
  readonly responseMs: number;
  readonly serverMs: number;
  readonly display: Display;
  readonly dealing: 'same' | 'own';
  readonly feedback: boolean;
  readonly scoringRule: string;
  readonly solo: boolean;
  /** False where the room's host chose that rows don't count. */
  readonly counts: boolean;
  /** Server clock, ms since the epoch. */
  readonly at: number;
}
