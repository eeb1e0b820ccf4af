import type { Display, Verdict } from '../../shared/domain/judgment.ts';
import type { Origin } from '../../shared/protocol/view.ts';

/** A picture of the gallery as the rules know it: everything about it but its pixels. Never leaves the server before the reveal. */
export interface DealtPicture {
  /** Gallery id; stable, so it must not reach a client. */
  readonly pictureId: string;
  readonly truth: Verdict;
  readonly origin: Origin;
  readonly width: number;
  readonly height: number;
}

export interface DealRequest {
  readonly dataset: string;
  /** Model ids; empty means all of the data set's models that have a pool. */
  readonly models: readonly string[];
  readonly count: number;
  readonly seed: number;
  /** Not these again (what this room has already seen). */
  readonly exclude: ReadonlySet<string>;
}

/** The stored pools of samples and of held-out reals. */
export interface GalleryPort {
  /**
   * Reals and fakes, half and half in expectation (a fair coin for each picture, so that nobody gains by counting), fakes
   * spread evenly over the models. Same request, same gallery: same deal. Refuses with the number available.
   */
  deal(request: DealRequest): { readonly ok: true; readonly pictures: readonly DealtPicture[] } | { readonly ok: false; readonly available: number };
  /** PNG by the one encoder: same dimensions, same byte length, no metadata. */
  encoded(pictureId: string): Buffer | null;
}

/** One acknowledged judgment with its provenance, as it lies on disk. */
export interface JudgmentRow {
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
  /** Client's monotonic clock; server's time between opening the lot and the arrival. Milliseconds. */
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

/** What must be durable before anybody is answered. `event` is a RoomEvent of server/game, as JSON. */
export interface LogEntry {
  readonly roomId: string;
  /** 1, 2, 3 … in each room; a gap or a repetition is a bug and is refused by the store. */
  readonly sequence: number;
  readonly event: unknown;
  readonly judgments: readonly JudgmentRow[];
}

export interface StoredRoom {
  readonly roomId: string;
  readonly code: string;
  /** Newest stored state and the sequence number it includes; null before the first snapshot. */
  readonly snapshot: { readonly sequence: number; readonly state: unknown } | null;
  /** The events after it, in order. */
  readonly events: readonly { readonly sequence: number; readonly event: unknown }[];
}

/** The durable log of all open rooms. */
export interface RoomLogPort {
  /** Registers a new room; refuses (false) where the code is already taken by an open room. */
  create(room: { readonly roomId: string; readonly code: string; readonly state: unknown; readonly at: number }): Promise<boolean>;
  /** Resolves when the entry is on disk (WAL, synchronous FULL). Entries of one tick share a transaction. Rejects with StorageError: nothing of the entry is kept then. */
  append(entry: LogEntry): Promise<void>;
  /** Replaces the snapshot and drops the events it includes. */
  snapshot(roomId: string, sequence: number, state: unknown): Promise<void>;
  close(roomId: string, at: number): Promise<void>;
  openRooms(): Promise<readonly StoredRoom[]>;
}

/** The disk refused (full, read-only, broken); the sentence says what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}
