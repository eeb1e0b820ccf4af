import { CONFIDENCE_STOPS } from '../../../shared/domain/judgment.ts';
import type { RevealView } from '../../../shared/protocol/view.ts';
import { endsAt } from '../clock.ts';
import { leagueTable, standings } from '../standings.ts';
import { deckOf, pictureAt, type LotResult, type RevealState } from '../state.ts';
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
  if (!state.settings.feedback) {
    return (watcher) => ({ ...lot, ...SEALED, viewer: viewer(watcher), trial: trial(watcher) });
  }
  const result = state.game.results.at(-1)!;
  const open = {
    sealed: false,
    split: splitOf(result),
    boldest: boldestOf(state, result),
    standings: standings(ranked, result),
    league: leagueTable(state.league),
  };
  const mosaic = mosaicOf(state, result);
  return (watcher) => {
    const seen = trial(watcher);
    const picture =
      seen && pictureAt(state.game, watcher.role === 'player' ? deckOf(state, watcher.playerId) : '*', state.lot);
    const given = watcher.role === 'player' ? result.given[watcher.playerId] : undefined;
    return {
      ...lot,
      ...open,
      viewer: viewer(watcher),
      trial: seen,
      truth: picture?.truth ?? null,
      origin: picture?.origin ?? null,
      mosaic: watcher.role === 'player' ? [] : mosaic,
      mine: given ? { pFake: given.pFake, right: given.right, points: given.points } : null,
    };
  };
}

const SEALED = {
  sealed: true,
  truth: null,
  origin: null,
  split: null,
  mosaic: [],
  mine: null,
  boldest: null,
  standings: [],
  league: [],
} as const;

const splitOf = ({ given }: LotResult): readonly number[] =>
  CONFIDENCE_STOPS.map((stop) => Object.values(given).filter(({ pFake }) => pFake === stop).length);

/** The surest of those who were right; the earlier of equally sure ones. */
function boldestOf(state: RevealState, { given }: LotResult): RevealView['boldest'] {
  const boldness = (pFake: number): number => Math.abs(pFake - 0.5);
  const [best] = Object.values(state.players)
    .flatMap(({ playerId, nickname }) => {
      const said = given[playerId];
      return said?.right ? [{ nickname, pFake: said.pFake, at: said.at }] : [];
    })
    .sort((a, b) => boldness(b.pFake) - boldness(a.pFake) || a.at - b.at);
  return best ? { nickname: best.nickname, pFake: best.pFake } : null;
}

/** Judged pictures first; within them in the order of their ids, which is no order of seats. */
function mosaicOf(state: RevealState, { given }: LotResult): RevealView['mosaic'] {
  if (state.settings.dealing === 'same') return [];
  return Object.values(state.players)
    .filter(({ fromLot }) => fromLot <= state.lot)
    .flatMap(({ playerId }) => {
      const stimulus = stimulusOf(state, state.game, playerId, state.lot);
      const picture = pictureAt(state.game, playerId, state.lot);
      return stimulus && picture ? [{ stimulus, truth: picture.truth, pFake: given[playerId]?.pFake ?? null }] : [];
    })
    .sort((a, b) => Number(a.pFake === null) - Number(b.pFake === null) || (a.stimulus.id < b.stimulus.id ? -1 : 1))
    .slice(0, MOSAIC);
}
