import type { RevealView } from '../../shared/protocol/view.ts';
import { t } from '../i18n/index.ts';
import { total } from './words.ts';

/** Where the player stands after a reveal; nothing for who does not play. */
export function RevealTotal({ view }: { readonly view: RevealView }) {
  const { viewer } = view;
  if (viewer.role !== 'player') return null;
  const points = total(viewer.points);
  return (
    <p class="reveal__total figures">
      {view.solo
        ? t('play.reveal.totalAlone', { points })
        : t('play.reveal.total', { points, rank: viewer.rank, players: view.players })}
    </p>
  );
}
