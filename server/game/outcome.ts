import type { Refusal, RefusalCode } from '../../shared/protocol/codes.ts';
import type { JudgmentRow } from './judgment-row.ts';
import type { RoomState } from './state.ts';

/** What the rooms do once the event is on disk. Timers are not effects: they follow from the state (`dueAt`). */
export type Effect =
  /** Everybody's view changed: 'now' for what all wait for, 'soon' for what may be gathered. */
  | { readonly type: 'tell'; readonly when: 'now' | 'soon' }
  /** The player's connections get their last view and are let go. */
  | { readonly type: 'sendAway'; readonly playerId: string }
  | { readonly type: 'closeRoom' };

export interface Accepted {
  readonly ok: true;
  /** The same object as before where nothing changed (a judgment sent twice): nothing is logged then. */
  readonly state: RoomState;
  readonly effects: readonly Effect[];
  readonly judgments: readonly JudgmentRow[];
}

export type Outcome = Accepted | Refusal;

export const refuse = (code: RefusalCode, message: string): Refusal => ({ ok: false, code, message });

const TELL_NOW: readonly Effect[] = [{ type: 'tell', when: 'now' }];
const TELL_SOON: readonly Effect[] = [{ type: 'tell', when: 'soon' }];

export const tellNow = (state: RoomState): Accepted => ({ ok: true, state, effects: TELL_NOW, judgments: [] });
export const tellSoon = (state: RoomState, judgments: readonly JudgmentRow[] = []): Accepted => ({
  ok: true,
  state,
  effects: TELL_SOON,
  judgments,
});
export const unchanged = (state: RoomState): Accepted => ({ ok: true, state, effects: [], judgments: [] });
