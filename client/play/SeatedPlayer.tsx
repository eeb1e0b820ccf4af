import { useEffect, useMemo, useState } from 'preact/hooks';
import type { RoomView } from '../../shared/protocol/view.ts';
import { t, useLanguage } from '../i18n/index.ts';
import type { Seat } from '../net/seat.ts';
import { ready } from '../sound/sounds.ts';
import { SoundToggle } from '../sound/SoundToggle.tsx';
import { nextChangeIn, screenOf } from '../store/screen.ts';
import type { PlayerScreen } from '../store/screen.ts';
import { keptMarks } from '../store/marks.ts';
import { tapped, type TwinsChoice } from '../store/twins.ts';
import { Loading } from '../ui/Loading.tsx';
import { useGenerators } from './generators.ts';
import { ClosedPanel, LobbyPanel } from './LobbyPanel.tsx';
import { JudgingPanel } from './JudgingPanel.tsx';
import { watchPictures } from './pictureWatch.ts';
import { PodiumPanel } from './PodiumPanel.tsx';
import { RefusedPage } from './RefusedPage.tsx';
import { RevealPanel } from './RevealPanel.tsx';
import { showOf } from './showOf.ts';
import { StageHost } from './StageHost.tsx';
import { TimeLine, SecondsLeft } from './TimeLine.tsx';
import { useFresh } from './useFresh.ts';
import { useRoom, useTicking } from './useRoom.ts';
import { PlayerWall } from './walls/PlayerWall.tsx';
import { total } from './words.ts';

interface SeatedPlayerProps {
  readonly code: string;
  readonly seat: Seat;
  /** The seat is no longer known. */
  readonly onGone: () => void;
}

/** A phone with a seat: the picture above, what can be done below. */
export function SeatedPlayer({ code, seat, onGone }: SeatedPlayerProps) {
  useLanguage();
  const { connection, state } = useRoom({ role: 'player', code, token: seat.token });
  const generators = useGenerators();
  const watch = useMemo(() => watchPictures(), []);
  useEffect(() => () => watch.stop(), []);
  const fresh = useFresh(state.view);
  const kept = useMemo(() => keptMarks(code, storageOf()), [code]);
  const [, draw] = useState(0);
  const serverNow = (): number => connection?.serverNow() ?? Date.now();
  useTicking(false, 1000, state.view === null ? null : nextChangeIn(state.view, serverNow()));

  useEffect(() => {
    addEventListener('pointerdown', ready);
    return () => removeEventListener('pointerdown', ready);
  }, []);

  if (state.status === 'refused' && state.refusal !== null)
    return <RefusedPage code={state.refusal.code} onRejoin={onGone} />;
  if (connection === null || state.view === null) return <Loading words={t('play.link.connecting')} />;
  const { view } = state;
  const screen = screenOf(view, state.pending, serverNow());
  const mark = {
    choice: kept.of(trialOf(view)),
    onChoice: (choice: TwinsChoice) => {
      kept.put(trialOf(view), choice);
      draw((n) => n + 1);
    },
    onSaid: () => kept.forget(),
  };
  return (
    <StageHost
      class={`player player--${screen.kind}`}
      show={showOf(view, generators, fresh, null)}
      onDrawn={watch.drawn}
    >
      <header class="player__head">
        <Progress view={view} serverNow={serverNow} />
        <SoundToggle />
      </header>
      {view.phase === 'judging' ? (
        <TimeLine view={view} serverNow={serverNow} />
      ) : (
        <div class="timeline timeline--none" />
      )}
      {screen.kind !== 'closed' && (
        <div
          class={`player__picture${hasWall(view) ? ' player__picture--wall' : ''}`}
          data-slot={view.phase === 'podium' ? 'first' : 'main'}
        >
          <PlayerWall
            view={view}
            screen={screen}
            choice={mark.choice}
            onTap={(place) => mark.onChoice(tapped(mark.choice, place))}
          />
        </div>
      )}
      <main class="player__panel">
        {state.status === 'lost' && (
          <p class="player__lost" role="status">
            {t('play.link.lost')}
          </p>
        )}
        <Panel
          screen={screen}
          view={view}
          generators={generators}
          fresh={fresh}
          watch={watch}
          connection={connection}
          mark={mark}
        />
      </main>
    </StageHost>
  );
}

const hasWall = (view: RoomView): boolean => 'trial' in view && (view.trial?.wall ?? null) !== null;
const trialOf = (view: RoomView): string => ('trial' in view ? (view.trial?.trialId ?? '') : '');

/** Of the device, since a phone that ran out of memory comes back with a tab of its own; null where it is forbidden. */
function storageOf(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

type PanelProps = {
  readonly mark: {
    readonly choice: TwinsChoice;
    readonly onChoice: (choice: TwinsChoice) => void;
    readonly onSaid: () => void;
  };
  readonly screen: PlayerScreen;
  readonly view: RoomView;
  readonly generators: ReturnType<typeof useGenerators>;
  readonly fresh: boolean;
  readonly watch: ReturnType<typeof watchPictures>;
  readonly connection: NonNullable<ReturnType<typeof useRoom>['connection']>;
};

function Panel({ screen, view, generators, fresh, watch, connection, mark }: PanelProps) {
  switch (screen.kind) {
    case 'lobby':
      return <LobbyPanel view={screen.view} />;
    case 'closed':
      return <ClosedPanel reason={screen.reason} />;
    case 'reveal':
      return (
        <RevealPanel
          key={`${screen.view.lot}`}
          view={screen.view}
          generators={generators}
          fresh={fresh}
          onNext={() => connection.command({ type: 'next' })}
        />
      );
    case 'podium':
      return <PodiumPanel view={screen.view} generators={generators} />;
    default:
      return (
        <JudgingPanel
          key={screen.kind === 'looking' ? view.code : (screen.trial?.trialId ?? 'paused')}
          screen={screen}
          {...mark}
          onCommit={(trialId, response, input) => {
            void connection.judge({ trialId, ...response, ...watch.taken(trialId, input) });
            mark.onSaid();
          }}
        />
      );
  }
}

/** Lot, time and points, small, above everything. */
function Progress({ view, serverNow }: { readonly view: RoomView; readonly serverNow: () => number }) {
  const points = view.viewer.role === 'player' && view.settings.feedback ? view.viewer.points : null;
  return (
    <div class="progress">
      {view.phase === 'judging' || view.phase === 'reveal' ? (
        <span class="figures">{t('play.lot', { lot: view.lot, lots: view.lots })}</span>
      ) : (
        <span>Uncanny</span>
      )}
      {view.phase === 'judging' && <SecondsLeft view={view} serverNow={serverNow} />}
      {points !== null && view.phase === 'judging' && (
        <span class="figures">{t('play.pointsShort', { points: total(points) })}</span>
      )}
    </div>
  );
}
