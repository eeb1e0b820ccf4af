import type { LobbyView } from '../../shared/protocol/view.ts';
import { t } from '../i18n/index.ts';
import type { JoinAddress } from './joinAddress.ts';

interface WallLobbyProps {
  readonly view: LobbyView;
  readonly join: JoinAddress | null;
}

/** The way in: code, address, QR in the frame, and the names as they arrive. */
export function WallLobby({ view, join }: WallLobbyProps) {
  const roster = view.viewer.role === 'player' ? [] : view.viewer.roster;
  return (
    <div class="wall-lobby">
      <div class="wall-lobby__frame" data-slot="main" />
      <div class="wall-lobby__way">
        <p class="wall-lobby__sale">
          {t(view.settings.mode === 'verdict' ? 'play.wall.sale' : `play.${view.settings.mode}.wallHow`)}
        </p>
        <dl class="wall-lobby__join">
          <div>
            <dt>{t('play.wall.joinAt')}</dt>
            <dd class="wall-lobby__address">{join?.words ?? '…'}</dd>
          </div>
          <div>
            <dt>{t('play.wall.code')}</dt>
            <dd class="wall-lobby__code" aria-label={[...view.code].join(' ')}>
              {[...view.code].map((letter, i) => (
                <span key={i} aria-hidden="true">
                  {letter}
                </span>
              ))}
            </dd>
          </div>
        </dl>
      </div>
      <section class="wall-lobby__people">
        <h2 class="figures">
          {view.players === 0 ? t('play.wall.noneYet') : t('play.wall.seats', { count: view.players })}
          {view.locked && <span class="wall-lobby__locked">{t('play.wall.locked')}</span>}
        </h2>
        <ul class={`plates${roster.length > 30 ? ' plates--many' : ''}`}>
          {roster.map((each) => (
            <li key={each.playerId} class={`name-plate${each.connected ? '' : ' name-plate--away'}`} dir="auto">
              {each.nickname}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
