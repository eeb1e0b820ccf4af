import { CONFIDENCE_STOPS } from '../../shared/domain/judgment.ts';

/**
 * The slider as a state of its own. Stops lie at even distances from sure-genuine (0) to sure-forgery (1); the thumb
 * starts in the middle, which is no stop: letting go there commits nothing. A drag commits where it is dropped; a press on a
 * stop, a button or an arrow key only marks it, and a second press (or Enter) commits, so that a stray touch decides nothing.
 */
export interface SliderState {
  /** Where the thumb stands, 0 to 1. */
  readonly at: number;
  /** Index of the stop that is marked, or null in the middle. */
  readonly stop: number | null;
  readonly dragging: boolean;
}

export const RESTING: SliderState = { at: 0.5, stop: null, dragging: false };

export const STOPS = CONFIDENCE_STOPS.length;
/** Half the width of the middle in which nothing is said. A fifth of the track lies between two stops. */
const MIDDLE = 0.045;
/** Pixels the finger must travel before a press becomes a drag. */
export const DRAG_PX = 8;
/** Pixels above or below the track where a drag is taken back. */
export const AWAY_PX = 140;

/** Place of a stop on the track, 0 to 1. */
export const placeOf = (stop: number): number => stop / (STOPS - 1);

/** The stop nearest to a place on the track, or null in the middle. Places outside the track count as its ends. */
export function stopAt(at: number): number | null {
  const inside = Math.min(1, Math.max(0, at));
  if (Math.abs(inside - 0.5) < MIDDLE) return null;
  const nearest = Math.round(inside * (STOPS - 1));
  // Rounding may not carry the thumb over the middle.
  return inside < 0.5 ? Math.min(nearest, STOPS / 2 - 1) : Math.max(nearest, STOPS / 2);
}

/** P(fake) of a stop. */
export const pFakeOf = (stop: number): number => CONFIDENCE_STOPS[stop]!;

/** The stop that stands for a P(fake), or null for none of them. */
export function stopOf(pFake: number): number | null {
  const found = (CONFIDENCE_STOPS as readonly number[]).indexOf(pFake);
  return found < 0 ? null : found;
}

export type SliderEvent =
  | { readonly type: 'drag'; readonly at: number }
  /** The finger left the screen after a drag; `away` far from the track. */
  | { readonly type: 'drop'; readonly away: boolean }
  | { readonly type: 'cancel' }
  /** A press without a drag, on the track. */
  | { readonly type: 'press'; readonly at: number }
  /** One of the two plain buttons. */
  | { readonly type: 'side'; readonly side: 'real' | 'fake' }
  | { readonly type: 'step'; readonly by: -1 | 1 }
  | { readonly type: 'enter' }
  /** A number key: says and commits at once. */
  | { readonly type: 'digit'; readonly stop: number };

/** The next state, and the stop that was committed, if any. */
export function slide(
  state: SliderState,
  event: SliderEvent,
): { readonly state: SliderState; readonly commit: number | null } {
  switch (event.type) {
    case 'drag': {
      const at = Math.min(1, Math.max(0, event.at));
      return { state: { at, stop: stopAt(at), dragging: true }, commit: null };
    }
    case 'drop':
      if (!state.dragging) return { state, commit: null };
      return state.stop === null || event.away ? { state: RESTING, commit: null } : committed(state.stop);
    case 'cancel':
      return { state: RESTING, commit: null };
    case 'press': {
      const pressed = stopAt(event.at);
      return pressed === null ? { state: RESTING, commit: null } : mark(state, pressed);
    }
    case 'side':
      // The middle one of the three stops of a side: a button says which, not how sure.
      return mark(state, event.side === 'real' ? 1 : STOPS - 2);
    case 'step':
      return { state: resting(stepped(state.stop, event.by)), commit: null };
    case 'enter':
      return state.stop === null || state.dragging ? { state, commit: null } : committed(state.stop);
    case 'digit':
      return event.stop >= 0 && event.stop < STOPS ? committed(event.stop) : { state, commit: null };
  }
}

const resting = (stop: number): SliderState => ({ at: placeOf(stop), stop, dragging: false });
const committed = (stop: number) => ({ state: resting(stop), commit: stop });
/** A first press marks, a second one on the same stop commits. */
const mark = (state: SliderState, stop: number) =>
  state.stop === stop && !state.dragging ? committed(stop) : { state: resting(stop), commit: null };

function stepped(stop: number | null, by: -1 | 1): number {
  if (stop === null) return by < 0 ? STOPS / 2 - 1 : STOPS / 2;
  return Math.min(STOPS - 1, Math.max(0, stop + by));
}
