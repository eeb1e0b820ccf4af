import { endsAt, reanchorClock } from './clock.ts';
import { close, command } from './commands.ts';
import type { RoomEvent } from './event.ts';
import { judge } from './judging.ts';
import { closeLot, moveOn, settleGrace, takenUntil } from './lots.ts';
import { refuse, tellNow, type Outcome } from './outcome.ts';
import { seat, setConnected } from './seating.ts';
import type { OpenState, RoomState } from './state.ts';

/** After a restart nobody has less time than this, so that phones are back before it ends. Milliseconds. */
export const LEAST_AFTER_RECOVERY_MS = 5000;

/** The rules: the next state and what is to be done, or a refusal. Pure; time and pictures arrive in the event. */
export function step(state: RoomState, event: RoomEvent): Outcome {
  if (state.phase === 'closed') return refuse('room/closed', 'This room is closed; join another one.');
  const outcome = happen(state, event);
  if (!outcome.ok || outcome.state === state) return outcome;
  const settled = settleGrace(outcome.state, event.at);
  return { ...outcome, state: { ...settled, revision: state.revision + 1, lastAt: event.at } };
}

/** When the next `ticked` is due; null where nothing happens by itself. Server clock. */
export function dueAt(state: RoomState): number | null {
  switch (state.phase) {
    case 'judging': {
      const until = takenUntil(state);
      if (until === null || state.graceEndsAt === null) return until ?? state.graceEndsAt;
      return Math.min(until, state.graceEndsAt);
    }
    case 'reveal':
      return endsAt(state.clock);
    case 'lobby':
    case 'podium':
    case 'closed':
      return null;
  }
}

function happen(state: OpenState, event: RoomEvent): Outcome {
  switch (event.type) {
    case 'joined':
      return seat(state, event);
    case 'connected':
      return setConnected(state, event.playerId, true);
    case 'disconnected':
      return setConnected(state, event.playerId, false);
    case 'judged':
      return judge(state, event);
    case 'commanded':
      return command(state, event);
    case 'ticked':
      return tick(state, event.at);
    case 'recovered':
      return tellNow(recover(state, event.at));
    case 'expired':
      return close(state);
  }
}

function tick(state: OpenState, at: number): Outcome {
  const due = dueAt(state);
  if (due !== null && at >= due) {
    if (state.phase === 'judging') return tellNow(closeLot(state, at));
    if (state.phase === 'reveal') return tellNow(moveOn(state, at));
  }
  return refuse('room/wrong-phase', 'Nothing is due now.');
}

function recover(state: OpenState, at: number): OpenState {
  if (state.phase !== 'judging' && state.phase !== 'reveal') return { ...state };
  const clock = reanchorClock(state.clock, state.lastAt, at, LEAST_AFTER_RECOVERY_MS);
  return state.phase === 'judging' ? { ...state, clock, graceEndsAt: null } : { ...state, clock };
}
