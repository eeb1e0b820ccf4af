import type { RevealView, RoomView } from '../../shared/protocol/view.ts';
import { t } from '../i18n/index.ts';
import type { Show } from '../scenes/show.ts';
import { originWords } from './generators.ts';
import type { Generators } from './generators.ts';

/**
 * What hangs on the stage for a view.
 * @param fresh Whether the reveal or the podium was entered before these eyes, not found on arrival.
 * @param address What the QR code of a lobby wall says; players see their own portrait instead.
 */
export function showOf(view: RoomView, generators: Generators, fresh: boolean, address: string | null): Show {
  switch (view.phase) {
    case 'lobby': {
      const hung = view.viewer.role === 'player' ? { seat: view.viewer.playerId } : { address: address ?? '' };
      return 'address' in hung && hung.address === ''
        ? { kind: 'dark', key: 'lobby' }
        : { kind: 'lobby', key: 'lobby', hung };
    }
    case 'judging':
      return {
        kind: 'lot',
        key: view.trial?.trialId ?? `lot ${view.lot}`,
        picture: view.trial && { ...view.trial.stimulus, wall: view.trial.wall },
        dimmed: view.paused,
      };
    case 'reveal':
      return revealOf(view, generators, fresh);
    case 'podium': {
      // A phone hangs its own portrait, the wall those of the first three.
      const seats =
        view.viewer.role === 'player'
          ? [view.viewer.playerId]
          : view.standings.slice(0, 3).map((standing) => standing.playerId);
      return { kind: 'podium', key: 'podium', seats, fresh };
    }
    case 'closed':
      return { kind: 'dark', key: 'closed' };
  }
}

function revealOf(view: RevealView, generators: Generators, fresh: boolean): Show {
  const { truth, origin } = view;
  const stampWords = { real: t('play.stamp.real'), fake: t('play.stamp.fake') };
  const outcome =
    truth === null || origin === null
      ? null
      : {
          truth,
          stamp: stampWords[truth],
          label: { lot: t('play.lot', { lot: view.lot, lots: view.lots }), ...originWords(origin, generators) },
        };
  return {
    kind: 'reveal',
    key: `reveal ${view.lot} ${view.trial?.trialId ?? ''}`,
    picture: view.trial && { ...view.trial.stimulus, wall: view.trial.wall },
    outcome,
    mosaic:
      view.trial === null
        ? view.mosaic.map((each) => ({ picture: each.stimulus, truth: each.truth, stamp: stampWords[each.truth] }))
        : [],
    fresh,
  };
}
