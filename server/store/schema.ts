import type { Generated } from 'kysely';

/** Tables of `uncanny.sqlite`. Times are ms since the epoch, booleans 0 or 1, JSON is text. */
export interface Tables {
  room: RoomTable;
  room_event: RoomEventTable;
  judgment: JudgmentTable;
  training_job: TrainingJobTable;
}

export interface RoomTable {
  room_id: string;
  code: string;
  /** Random, 32 hex digits: makes this room's pseudonyms; see pseudonym.ts. */
  salt: string;
  created_at: number;
  closed_at: number | null;
  /** Events up to and with this one are inside `snapshot`. */
  snapshot_sequence: number;
  snapshot: string | null;
}

export interface RoomEventTable {
  room_id: string;
  sequence: number;
  event: string;
}

export interface JudgmentTable {
  /** Order of storing; only grows. */
  id: Generated<number>;
  judgment_id: string;
  room_id: string;
  player_id: string;
  /** The player's name in exports. */
  pseudonym: string;
  trial_id: string;
  trial_index: number;
  game: number;
  mode: string;
  /** Mode 'verdict'; null in modes of walls. */
  picture_id: string | null;
  truth: 'real' | 'fake' | null;
  response: 'real' | 'fake' | null;
  p_fake: number | null;
  /** What the mode has columns for, as JSON; null in mode 'verdict'. */
  detail: string | null;
  points: number;
  response_ms: number;
  server_ms: number;
  display: string;
  dealing: 'same' | 'own';
  feedback: number;
  scoring_rule: string;
  solo: number;
  counts: number;
  at: number;
}

export interface TrainingJobTable {
  /** Order of asking; only grows. */
  id: Generated<number>;
  job_id: string;
  /** The TrainingJob as people see it, without its losses. */
  job: string;
  losses: string;
  updated_at: number;
}
