import { isDeepStrictEqual } from 'node:util';
import { verdictOf } from '../../shared/domain/judgment.ts';
import type { GameMode } from '../../shared/domain/room.ts';
import { quadraticPoints, speedPoints, surePoints } from '../../shared/domain/scoring.ts';
import type { RoomView } from '../../shared/protocol/view.ts';
import { openedStimuli, type Watcher } from '../../server/game/view/index.ts';
import type { Detail } from '../../server/game/judgment-row.ts';
import type { RoomState } from '../../server/game/state.ts';
import { MODES } from '../../server/modes/index.ts';
import { replay } from '../../server/rooms/rooms.ts';
import type { Table } from '../rooms/table.ts';
import type { Sent } from './random-play.ts';

/** Throws with a sentence where a law of the rooms is broken. */
function law(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(sentence);
}

const WATCHERS = (state: RoomState): readonly Watcher[] => [
  { role: 'host' },
  { role: 'wall' },
  { role: 'player', playerId: 'stranger' },
  ...[...Object.keys(state.players), ...Object.keys(state.kicked)].map(
    (playerId) => ({ role: 'player', playerId }) as const,
  ),
];

/** Views are total, and none says more than may be known. */
export function viewsHold(table: Table): void {
  const { state } = table;
  for (const watcher of WATCHERS(state)) {
    const view = table.view(watcher);
    const text = JSON.stringify(view);
    law(!/secret-|"pictureId"|hostHash|tokenHash|device-|"h"/.test(text), `a view holds a secret: ${text}`);
    law(!text.includes(state.key) || state.key === '', 'a view holds the key of the room');
    law(view.revision === state.revision, 'a view has the revision of its state');
    if (view.phase === 'judging' || (view.phase === 'reveal' && view.sealed)) beforeTheReveal(view, text);
    if (watcher.role === 'player' && !state.players[watcher.playerId]) {
      law(view.phase === 'closed' && view.reason === 'kicked', 'who has no seat sees a closed room');
    }
  }
}

function beforeTheReveal(view: RoomView, text: string): void {
  law(
    !/"(truth|origin|outcome)":[^n]|"right"|"kind"|"modelId"|"planted"|"spread"|"distance"|"found":\{|"tally"|~\d/.test(
      text,
    ),
    `a view tells the truth before the reveal: ${text}`,
  );
  if (!view.settings.feedback) {
    law(
      !/"points":-?[1-9]/.test(text) && !/"rank":([2-9]|1\d)/.test(text),
      `points tell the truth of a sealed game: ${text}`,
    );
  }
}

/** Pictures of lots to come may not be fetched; those that hang or hung may. */
export function picturesHold({ state }: Table): void {
  if (state.phase !== 'judging' && state.phase !== 'reveal') return;
  const opened = openedStimuli(state);
  const decks = Object.keys(state.game.deal.decks).length;
  law(
    opened.length === decks * state.lot,
    `${opened.length} pictures may be fetched in lot ${state.lot} of ${decks} decks`,
  );
  law(new Set(opened.map(([id]) => id)).size === opened.length, 'stimulus ids are unique');
}

/** Every acknowledged judgment is one row, every row was acknowledged. */
export function acksAreRows({ rows }: Table, sent: readonly Sent[]): void {
  const key = (of: { playerId: string; trialId: string; judgmentId: string }): string =>
    `${of.playerId} ${of.trialId} ${of.judgmentId}`;
  const acknowledged = new Set(sent.filter(({ outcome }) => outcome.ok).map(key));
  law(new Set(rows.map(key)).size === rows.length, 'no row twice');
  law(
    new Set(rows.map(({ playerId, trialId }) => `${playerId} ${trialId}`)).size === rows.length,
    'one row a trial and player',
  );
  law(isDeepStrictEqual(acknowledged, new Set(rows.map(key))), 'acknowledged judgments are the rows');
}

/** From the details alone: whether the answer was right (null where nothing was at stake), and how sure it was. */
function answerOf(mode: string, detail: Detail): readonly [right: boolean | null, sure: number] {
  if (mode === 'variety') {
    const pRight = Number(detail['pRight']);
    const more = Number(detail['rightSpread']) > Number(detail['leftSpread']) ? 'right' : 'left';
    return [detail['winner'] === more, Math.max(pRight, 1 - pRight)];
  }
  const sure = Number(detail['sure']);
  if (detail['planted'] === 1) return [detail['pair'] === detail['knownPair'], sure];
  return [detail['model'] === 'real' ? detail['pair'] === null : null, sure];
}

/** Points, ranks and the league are what the rows say. */
export function pointsAreRows({ state, rows }: Table, speed: boolean, seconds: number | null): void {
  for (const row of rows) {
    const extra = (right: boolean): number =>
      speed && right && seconds !== null ? speedPoints(row.serverMs, seconds * 1000) : 0;
    const { pFake, truth, detail } = row;
    if (pFake !== null && truth !== null) {
      const points = quadraticPoints(pFake, truth) + extra(row.response === truth);
      law(row.points === points, `points of a row: ${JSON.stringify(row)}`);
      law(row.response === verdictOf(pFake), 'the response is the side of the probability');
    } else {
      law(detail !== null, 'a row without a verdict has details');
      const [right, sure] = answerOf(row.mode, detail);
      // Guesses among pairs cost: see the twins mode.
      const off = row.mode === 'twins' && right === false ? 20 : 0;
      const points = right === null ? 0 : surePoints(sure, right) - off + extra(right);
      law(row.points === points, `points of a row: ${JSON.stringify(row)}`);
      law(
        Object.keys(detail).sort().join() ===
          MODES[row.mode as GameMode].columns
            .map(({ name }) => name)
            .sort()
            .join(),
        `details and columns of ${row.mode} are not the same`,
      );
    }
    law(row.serverMs >= 0, 'time does not run backwards');
  }
  if (state.phase === 'closed') return;
  const closed = rows.filter(
    (row) => state.phase !== 'judging' || row.game < state.games || row.trialIndex < state.lot,
  );
  for (const { playerId, points } of Object.values(state.players)) {
    const own = closed.filter((row) => row.playerId === playerId && row.game === state.games);
    const sum = state.phase === 'lobby' ? 0 : own.reduce((total, row) => total + row.points, 0);
    law(points === sum, `${playerId} has ${points} points, the rows say ${sum}`);
  }
  const counted = Object.values(state.league).reduce((n, model) => n + model.n, 0);
  const fooled = Object.values(state.league).reduce((n, model) => n + model.fooled, 0);
  const fakes = closed.filter(({ truth }) => truth === 'fake');
  law(counted === fakes.length, `the league counts ${counted} judgments, the rows ${fakes.length}`);
  law(
    fooled === fakes.filter(({ response }) => response === 'real').length,
    'the league says fooled where the rows do',
  );
}

/** The log, as JSON, through the rules again, gives the state that lives. */
export function replayHolds({ initial, events, state }: Table, from = 0): void {
  const stored = JSON.parse(JSON.stringify({ state: initial, events: events.slice(from) })) as {
    state: unknown;
    events: unknown[];
  };
  const replayed = replay({
    roomId: state.roomId,
    code: state.code,
    snapshot: { sequence: 0, state: stored.state },
    events: stored.events.map((event, i) => ({ sequence: i + 1, event })),
  });
  law(isDeepStrictEqual(replayed, state), 'a replay gives the live state');
  law(isDeepStrictEqual(JSON.parse(JSON.stringify(state)), state), 'a state is what its JSON says');
}
