import type { RoomView } from '../../shared/protocol/view.ts';
import { t, useLanguage } from '../i18n/index.ts';
import type { RoomConnection } from '../net/connection.ts';
import { SoundToggle } from '../sound/SoundToggle.tsx';
import { useGenerators } from './generators.ts';
import type { Generators } from './generators.ts';
import { useJoinAddress } from './joinAddress.ts';
import type { JoinAddress } from './joinAddress.ts';
import { LabOnWall } from './LabOnWall.tsx';
import { useFresh } from './useFresh.ts';
import { showOf } from './showOf.ts';
import { StageHost } from './StageHost.tsx';
import { SecondsLeft, TimeLine } from './TimeLine.tsx';
import { useConnectionState } from './useRoom.ts';
import { WallLobby } from './WallLobby.tsx';
import { WallPodium } from './WallPodium.tsx';
import { WallReveal } from './WallReveal.tsx';
import './pieces.css';
import './wall.css';

interface WallProps {
  /** A room attached as wall or host. The wall fills the box it is put into. */
  readonly connection: RoomConnection;
}

/** What hangs before the class. Sizes follow its box, so that it is the same in a window, on a projector and inside a page. */
export function Wall({ connection }: WallProps) {
  useLanguage();
  const { view, status } = useConnectionState(connection);
  const generators = useGenerators();
  const fresh = useFresh(view);
  const join = useJoinAddress(view?.code ?? null);
  if (view === null) return null;
  if (view.shown !== null && view.phase !== 'judging' && view.phase !== 'closed')
    return <LabOnWall name={view.shown} part={view.shownPart} />;
  return (
    <div class="wall">
      <StageHost class={`wall__stage wall--${view.phase}`} show={showOf(view, generators, fresh, join?.url ?? null)}>
        <WallContent view={view} generators={generators} fresh={fresh} join={join} serverNow={connection.serverNow} />
        {status === 'lost' && (
          <p class="wall__lost" role="status">
            {t('play.link.lost')}
          </p>
        )}
        <div class="wall__sound">
          <SoundToggle />
        </div>
      </StageHost>
    </div>
  );
}

interface ContentProps {
  readonly view: RoomView;
  readonly generators: Generators;
  readonly fresh: boolean;
  readonly join: JoinAddress | null;
  readonly serverNow: () => number;
}

function WallContent({ view, generators, fresh, join, serverNow }: ContentProps) {
  switch (view.phase) {
    case 'lobby':
      return <WallLobby view={view} join={join} />;
    case 'judging':
      return (
        <div class="wall-lot">
          <header class="wall-lot__head">
            <h1 class="figures">{t('play.lot', { lot: view.lot, lots: view.lots })}</h1>
            <p class="wall-lot__join">
              {join?.words} <strong>{view.code}</strong>
            </p>
          </header>
          {view.settings.mode !== 'verdict' && (
            <p class="wall-lot__question">{t(`play.${view.settings.mode}.wallHow`)}</p>
          )}
          <div class="wall-lot__picture" data-slot="main" />
          {(view.paused || view.trial === null) && (
            <p class="wall-lot__note" role="status">
              {view.paused ? t('play.wall.paused') : t('play.wall.own')}
            </p>
          )}
          <footer class="wall-lot__foot">
            <span class="figures wall-lot__decided">
              {t('play.wall.decided', { decided: view.decided, of: view.of })}
            </span>
            <TimeLine view={view} serverNow={serverNow} />
            <span class="wall-lot__time">
              <SecondsLeft view={view} serverNow={serverNow} />
            </span>
          </footer>
        </div>
      );
    case 'reveal':
      return <WallReveal view={view} generators={generators} fresh={fresh} serverNow={serverNow} />;
    case 'podium':
      return <WallPodium view={view} generators={generators} fresh={fresh} />;
    case 'closed':
      return (
        <div class="wall-closed">
          <h1>{t('play.wall.closed')}</h1>
        </div>
      );
  }
}
