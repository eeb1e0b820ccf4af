import type { Display, Verdict } from '../../shared/domain/judgment.ts';

/** What a mode records beside the common columns. Each of its values is a column of exports. */
export type Detail = Readonly<Record<string, string | number | boolean | null>>;

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
  /** Mode 'verdict'; null in modes of walls. */
  readonly pictureId: string | null;
  readonly truth: Verdict | null;
  readonly response: Verdict | null;
  readonly pFake: number | null;
  /** What the mode has columns for; null in mode 'verdict'. */
  readonly detail: Detail | null;
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
