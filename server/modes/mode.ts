import type { z } from 'zod';
import type { Response } from '../../shared/domain/judgment.ts';
import type { GameMode, RoomSettings } from '../../shared/domain/room.ts';
import type { Scored, WallOutcome, WallSource } from '../../shared/protocol/view.ts';
import type { JudgmentRow } from '../game/judgment-row.ts';
import type { DealtLot } from '../game/picture.ts';
import type { Shelves } from './shelves.ts';

export type { Scored } from '../../shared/protocol/view.ts';

/** When a judgment came. */
export interface Timing {
  /** Server's time from opening the lot, pauses left out; and its limit, null without one. Milliseconds. */
  readonly elapsedMs: number;
  readonly limitMs: number | null;
}

/** What one deck is dealt with. */
export interface Wish {
  readonly settings: RoomSettings;
  readonly seed: number;
  /** Gallery ids that its owner has seen. */
  readonly exclude: ReadonlySet<string>;
}

export type Dealt<L> =
  | { readonly ok: true; readonly lots: readonly L[] }
  /** Pictures that would be needed of a source, and how many are there. */
  | { readonly ok: false; readonly needed: number; readonly available: number };

/** That a source's walls hold twins, or are the more varied: see WallTally. */
export interface Testimony {
  readonly source: WallSource;
  readonly said: boolean;
}

/** A column that a mode adds to exports. */
export interface DetailColumn {
  readonly name: string;
  readonly meaning: string;
}

/** A game mode: one folder beside this file, found by listing. Pure. R is what a player says, L what hangs in a lot. */
export interface Mode<R extends Response = Response, L extends DealtLot = DealtLot> {
  readonly name: GameMode;
  /** What a player says, parsed from the message of the judgment. */
  readonly response: z.ZodType<R>;
  /** True where the response can be meant for this lot. */
  fits(response: R, lot: L): boolean;
  /** What hangs, one a lot. */
  deal(shelves: Shelves, wish: Wish): Dealt<L>;
  /** Recorded with each row, so that points can be recomputed later. */
  scoringRule(settings: RoomSettings): string;
  score(response: R, lot: L, timing: Timing, settings: RoomSettings): Scored;
  /** What a response says of the sources of a lot of walls, for the end of a game; empty where it says nothing of them. */
  testimony(response: R, lot: L): readonly Testimony[];
  /** The truth of walls; null for single pictures, whose truth is their own. */
  outcome(lot: L): WallOutcome | null;
  /** How sure, 0.5 to 1; for naming the boldest. */
  sureness(response: R): number;
  /** Where on the slider of six stops the response stands; null where it was not given on one. */
  stop(response: R): number | null;
  /** What the row of a judgment holds of the response and the lot. */
  record(response: R, lot: L): Pick<JudgmentRow, 'pictureId' | 'truth' | 'response' | 'pFake' | 'detail'>;
  /** Columns of `detail`, in the order of exports. */
  readonly columns: readonly DetailColumn[];
}

/** The response inside a message, where it is one for this lot; else null. */
export function readResponse(mode: Mode, message: object, lot: DealtLot): Response | null {
  const read = mode.response.safeParse(message);
  return read.success && mode.fits(read.data, lot) ? read.data : null;
}

/** Why a value is no mode that a room can play; null where it is one. */
export function breachOf(value: unknown, folder: string): string | null {
  if (typeof value !== 'object' || value === null) return "it should export 'mode', an object";
  const mode = value as Partial<Mode>;
  if (mode.name !== folder) return `its name should be that of its folder, '${folder}', but is '${String(mode.name)}'`;
  const missing = (
    ['fits', 'deal', 'scoringRule', 'score', 'testimony', 'outcome', 'sureness', 'stop', 'record'] as const
  ).find((part) => typeof mode[part] !== 'function');
  if (missing) return `it should have a function '${missing}'`;
  if (typeof mode.response?.safeParse !== 'function') return "it should have a schema 'response'";
  return Array.isArray(mode.columns) ? null : "it should have a list 'columns'";
}
