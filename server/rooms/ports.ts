import type { JudgmentRow } from '../game/judgment-row.ts';
import type { Hanging } from '../game/picture.ts';
import type { Shelves } from '../modes/shelves.ts';

export type { JudgmentRow } from '../game/judgment-row.ts';
export type { DealtPicture, Hanging } from '../game/picture.ts';
export type { DealRequest, DrawRequest, Drawn, Shelves } from '../modes/shelves.ts';

/** The stored pools of samples and of held-out reals. */
export interface GalleryPort extends Shelves {
  /**
   * PNG of what hangs by the one encoder: same dimensions, same byte length, no metadata. Null where a picture is unknown.
   */
  encoded(hanging: Hanging): Buffer | null;
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
  /** Newest stored state and the sequence number it includes: 0 is the state given at create. */
  readonly snapshot: { readonly sequence: number; readonly state: unknown } | null;
  /** The events after it, in order. */
  readonly events: readonly { readonly sequence: number; readonly event: unknown }[];
}

/** The durable log of all open rooms. */
export interface RoomLogPort {
  /**
   * Registers a new room and keeps its state as the snapshot of sequence 0; refuses (false) where the code is already
   * taken by an open room.
   */
  create(room: {
    readonly roomId: string;
    readonly code: string;
    readonly state: unknown;
    readonly at: number;
  }): Promise<boolean>;
  /** Resolves when the entry is on disk (WAL, synchronous FULL). Entries of one tick share a transaction. Rejects with StorageError: nothing of the entry is kept then. */
  append(entry: LogEntry): Promise<void>;
  /** Replaces the snapshot and drops the events it includes. */
  snapshot(roomId: string, sequence: number, state: unknown): Promise<void>;
  close(roomId: string, at: number): Promise<void>;
  openRooms(): Promise<readonly StoredRoom[]>;
}

/** Reads back what was judged, for the host's CSV. */
export interface RoomJudgmentsPort {
  /** All rows of a room, open or closed, in the order of their arrival. */
  judgmentsOf(roomId: string): Promise<readonly JudgmentRow[]>;
}

/** Where a picture comes from, for exports: enough to make it again. */
export interface PictureSource {
  readonly dataset: string;
  /** Null for reals. */
  readonly modelId: string | null;
  readonly checkpointHash: string | null;
  /** Seed of the samples, or of the choice among the held-out images; index in the samples, or in the held-out split. */
  readonly seed: number;
  readonly index: number;
  readonly label: number | null;
  /** SHA-256 of the pixels. */
  readonly pixelHash: string;
}

/** The gallery, asked after the game. */
export interface PictureSourcesPort {
  /** Null for an unknown picture. */
  provenance(pictureId: string): PictureSource | null;
}

/** The disk refused (full, read-only, broken); the sentence says what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}
