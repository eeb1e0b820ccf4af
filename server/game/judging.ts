import { MODES } from '../modes/index.ts';
import { readResponse } from '../modes/mode.ts';
import { elapsedMs } from './clock.ts';
import type { JudgedEvent } from './event.ts';
import type { JudgmentRow } from './judgment-row.ts';
import { takenUntil } from './lots.ts';
import { refuse, tellSoon, unchanged, type Outcome } from './outcome.ts';
import { deckOf, lotAt, trialIdOf, type Game, type Given, type JudgingState, type OpenState } from './state.ts';

/** Takes a judgment of the open lot, answers one that was taken before, refuses all others with the reason. */
export function judge(state: OpenState, event: JudgedEvent): Outcome {
  const { playerId, judgment } = event;
  const player = state.players[playerId];
  if (!player) {
    return state.kicked[playerId]
      ? refuse('room/kicked', 'The host has asked you to leave this room.')
      : refuse('player/unknown', 'No seat of this room has that player; join again.');
  }
  const before = earlier(state, playerId, judgment.judgmentId);
  if (before) {
    return before.trialId === judgment.trialId
      ? unchanged(state)
      : refuse('judgment/other-trial', 'This judgment was given for another picture; make a new one for this picture.');
  }
  if (state.phase !== 'judging') return outsideWindow(state, playerId, judgment.trialId);
  if (judgment.trialId !== trialIdOf(state, state.game.number, deckOf(state, playerId), state.lot)) {
    return outsideWindow(state, playerId, judgment.trialId);
  }
  if (state.given[playerId]) return refuse('judgment/already-given', 'You have already judged this picture.');
  if (state.clock.since === null)
    return refuse('judgment/paused', 'The host has paused the game; judge when it goes on.');
  const until = takenUntil(state);
  if (until !== null && event.at > until) return tooLate();
  return take(state, event);
}

function take(state: JudgingState, { at, playerId, judgment }: JudgedEvent): Outcome {
  const hanging = lotAt(state.game, deckOf(state, playerId), state.lot);
  if (!hanging) throw new Error(`player ${playerId} has no picture in lot ${state.lot}: the deal is too short`);
  const { settings } = state;
  const mode = MODES[settings.mode];
  const { judgmentId, trialId, responseMs, display } = judgment;
  const response = readResponse(mode, judgment, hanging);
  if (response === null)
    return refuse('protocol/malformed', `This is no answer to a lot of mode '${mode.name}'; judge what you see.`);
  const serverMs = elapsedMs(state.clock, at);
  const limitMs = settings.seconds === null ? null : settings.seconds * 1000;
  const scored = mode.score(response, hanging, { elapsedMs: serverMs, limitMs }, settings);
  const given: Given = { judgmentId, ...response, right: scored.right, points: scored.points, at };
  const row: JudgmentRow = {
    judgmentId,
    roomId: state.roomId,
    playerId,
    trialId,
    trialIndex: state.lot,
    game: state.game.number,
    mode: mode.name,
    ...mode.record(response, hanging),
    points: scored.points,
    responseMs,
    serverMs,
    display,
    dealing: settings.dealing,
    feedback: settings.feedback,
    scoringRule: mode.scoringRule(settings),
    solo: state.solo,
    counts: settings.counts,
    at,
  };
  return tellSoon({ ...state, given: { ...state.given, [playerId]: given } }, [row]);
}

const tooLate = (): Outcome => refuse('judgment/too-late', 'The time for this picture is up; judge the next one.');

function outsideWindow(state: OpenState, playerId: string, trialId: string): Outcome {
  const game = gameOf(state);
  if (game && lotOf(state, game, playerId, trialId) !== null) return tooLate();
  return state.phase === 'judging'
    ? refuse('judgment/other-trial', 'This picture is not the one that hangs now; judge the one you see.')
    : refuse('room/wrong-phase', 'No picture is up for judging now; wait for the next one.');
}

/** The game whose judgments are still answered. */
const gameOf = (state: OpenState): Game | null => (state.phase === 'lobby' ? state.last : state.game);

function lotOf(state: OpenState, game: Game, playerId: string, trialId: string): number | null {
  const deck = deckOf(state, playerId);
  return game.results.find(({ lot }) => trialIdOf(state, game.number, deck, lot) === trialId)?.lot ?? null;
}

function earlier(state: OpenState, playerId: string, judgmentId: string): { readonly trialId: string } | null {
  const game = gameOf(state);
  if (!game) return null;
  const lot =
    state.phase === 'judging' && state.given[playerId]?.judgmentId === judgmentId
      ? state.lot
      : game.results.find(({ given }) => given[playerId]?.judgmentId === judgmentId)?.lot;
  return lot === undefined ? null : { trialId: trialIdOf(state, game.number, deckOf(state, playerId), lot) };
}
