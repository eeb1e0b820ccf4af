import type { LobbyView } from '../../shared/protocol/view.ts';
import { t } from '../i18n/index.ts';

/** Seated, and the sale has not begun. */
export function LobbyPanel({ view }: { readonly view: LobbyView }) {
  const name = view.viewer.role === 'player' ? view.viewer.nickname : '';
  if (view.solo) return <p class="panel-line">{t('play.lobby.soloLine')}</p>;
  return (
    <div class="panel-words">
      <h1>{t('play.lobby.seated', { name })}</h1>
      <p>{t('play.lobby.line')}</p>
      <p class="quiet figures">{t('play.lobby.others', { count: view.players })}</p>
    </div>
  );
}

/** The room is over for this player. */
export function ClosedPanel({ reason }: { readonly reason: 'ended' | 'kicked' }) {
  return (
    <div class="panel-words">
      <h1>{t(`play.closed.${reason}`)}</h1>
      <p>{t(`play.closed.${reason}Line`)}</p>
      <a class="button button--quiet" href="./">
        {t('play.closed.home')}
      </a>
    </div>
  );
}
