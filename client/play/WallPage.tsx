import { useEffect } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { ready } from '../sound/sounds.ts';
import { Loading } from '../ui/Loading.tsx';
import { RefusedPage } from './RefusedPage.tsx';
import { useRoom } from './useRoom.ts';
import { Wall } from './Wall.tsx';
import './wall.css';

/** The projector's window: everything to read from the back row, nothing to press. */
export function WallPage({ code }: { readonly code: string }) {
  const { connection, state } = useRoom({ role: 'wall', code });
  useEffect(() => {
    document.title = `${t('play.wallTitle')} ${code} · Uncanny`;
    addEventListener('pointerdown', ready);
    return () => removeEventListener('pointerdown', ready);
  }, [code]);
  useAwakeScreen();
  if (state.status === 'refused' && state.refusal !== null) return <RefusedPage code={state.refusal.code} />;
  if (connection === null || state.view === null) return <Loading words={t('play.link.connecting')} />;
  return (
    <div class="wall-page">
      <Wall connection={connection} />
    </div>
  );
}

/** A projector should not go dark while a class looks; browsers give this on https and on the machine itself. */
function useAwakeScreen(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    const hold = (): void => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      navigator.wakeLock.request('screen').then(
        (held) => (lock = held),
        // Refused (battery low, no permission): the screen keeps its habits.
        () => undefined,
      );
    };
    hold();
    document.addEventListener('visibilitychange', hold);
    return () => {
      document.removeEventListener('visibilitychange', hold);
      void lock?.release();
    };
  }, []);
}
