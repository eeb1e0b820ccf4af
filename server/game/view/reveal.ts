import { CONFIDENCE_STOPS } from '../../../shared/domain/judgment.ts';
import { samePair } from '../../../shared/domain/wall.ts';
import type { RevealView, TwinsFound } from '../../../shared/protocol/view.ts';
import { MODES } from '../../modes/index.ts';
import { endsAt } from '../clock.ts';
import { leagueTable, standings } from '../standings.ts';
import { COMMON_DECK, type DealtLot } from '../picture.ts';
import { deckOf, lotAt, pictureAt, responseOf, type Given, type LotResult, type RevealState } from '../state.ts';
import type { Shared, Watcher } from './shared.ts';
import { stimulusOf, trials } from './stimuli.ts';

/** Own pictures that host and wall show with their truth. */
const MOSAIC = 12;

export function revealViews(state: RevealState, shared: Shared): (watcher: Watcher) => RevealView {
  const { common, viewer, ranked } = shared;
  const trial = trials(state);
  const lot = {
    ...common,
    phase: 'reveal',
    lot: state.lot,
    lots: state.settings.lots,
    nextAt: endsAt(state.clock),
  } as const;
  const asked = (watcher: Watcher): boolean =>
    watcher.role === 'player' && state.players[watcher.playerId]!.fromLot <= state.lot;
  if (!state.settings.feedback) {
    return (watcher) => ({
      ...lot,
      ...SEALED,
      viewer: viewer(watcher),
      asked: asked(watcher),
      trial: trial(watcher),
    });
  }
  const result = state.game.results.at(-1)!;
  const open = {
    sealed: false,
    split: splitOf(state, result),
    found: state.settings.dealing === 'same' ? foundOn(lotAt(state.game, COMMON_DECK, state.lot), result) : null,
    boldest: boldestOf(state, result),
    standings: standings(ranked, result),
    league: state.settings.mode === 'verdict' ? leagueTable(state.league) : [],
  };
  const mosaic = mosaicOf(state, result);
  return (watcher) => {
    const seen = trial(watcher);
    const deck = watcher.role === 'player' ? deckOf(state, watcher.playerId) : COMMON_DECK;
    const hanging = seen && lotAt(state.game, deck, state.lot);
    const picture = hanging?.kind === 'picture' ? hanging.picture : null;
    const given = watcher.role === 'player' ? result.given[watcher.playerId] : undefined;
    return {
      ...lot,
      ...open,
      viewer: viewer(watcher),
      asked: asked(watcher),
      trial: seen,
      truth: picture?.truth ?? null,
      origin: picture?.origin ?? null,
      outcome: hanging ? MODES[state.settings.mode].outcome(hanging) : null,
      mosaic: watcher.role === 'player' ? [] : mosaic,
      mine: given ? { ...responseOf(given), right: given.right, points: given.points } : null,
    };
  };
}

const SEALED = {
  sealed: true,
  truth: null,
  origin: null,
  outcome: null,
  found: null,
  split: null,
  mosaic: [],
  mine: null,
  boldest: null,
  standings: [],
  league: [],
} as const;

function splitOf({ settings }: RevealState, { given }: LotResult): readonly number[] | null {
  if (settings.mode === 'twins') return null;
  const { stop } = MODES[settings.mode];
  const stops = Object.values(given).map((each) => stop(responseOf(each)));
  return CONFIDENCE_STOPS.map((at) => stops.filter((each) => each === at).length);
}

function foundOn(lot: DealtLot | null, { given }: LotResult): TwinsFound | null {
  if (lot?.kind !== 'twins') return null;
  const pairs = Object.values(given).flatMap((each) => ('pair' in each ? [each.pair] : []));
  const marked = pairs.filter((pair) => samePair(pair, lot.pair)).length;
  const none = pairs.filter((pair) => pair === null).length;
  return {
    marked,
    none,
    other: pairs.length - marked - none,
    named: lot.pictures.map((_, place) => pairs.filter((pair) => pair?.includes(place)).length),
  };
}

/** The surest of those who were right; the earlier of equally sure ones. */
function boldestOf(state: RevealState, { given }: LotResult): RevealView['boldest'] {
  const mode = MODES[state.settings.mode];
  const sure = (said: Given): number => mode.sureness(responseOf(said));
  const [best] = Object.values(state.players)
    .flatMap(({ playerId, nickname }) => {
      const said = given[playerId];
      return said?.right ? [{ nickname, sure: sure(said), at: said.at }] : [];
    })
    .sort((a, b) => b.sure - a.sure || a.at - b.at);
  return best ? { nickname: best.nickname, sure: best.sure } : null;
}

/** Judged pictures first; within them in the order of their ids, which is no order of seats. */
function mosaicOf(state: RevealState, { given }: LotResult): RevealView['mosaic'] {
  if (state.settings.dealing === 'same') return [];
  return Object.values(state.players)
    .filter(({ fromLot }) => fromLot <= state.lot)
    .flatMap(({ playerId }) => {
      const stimulus = stimulusOf(state, state.game, playerId, state.lot);
      const picture = pictureAt(state.game, playerId, state.lot);
      const said = given[playerId];
      const pFake = said && 'pFake' in said ? said.pFake : null;
      return stimulus && picture ? [{ stimulus, truth: picture.truth, pFake }] : [];
    })
    .sort((a, b) => Number(a.pFake === null) - Number(b.pFake === null) || (a.stimulus.id < b.stimulus.id ? -1 : 1))
    .slice(0, MOSAIC);
}
