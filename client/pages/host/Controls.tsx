import { useState } from 'preact/hooks';
import type { RoomView } from '../../../shared/protocol/view.ts';
import { t } from '../../i18n/index.ts';
import { saveFile } from '../../net/saveFile.ts';
import type { FailureCode } from '../../net/http.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import type { HostRoom } from './useHostRoom.ts';

export type OpenView = Exclude<RoomView, { readonly phase: 'closed' }>;

interface ControlsProps {
  readonly view: OpenView;
  readonly room: HostRoom;
  readonly secret: string;
}

/** What comes next, large; what may be needed, beside it. */
export function Controls({ view, room, secret }: ControlsProps) {
  const [asking, ask] = useState<'end' | 'close' | null>(null);
  return (
    <div class="controls">
      <div class="row">
        <NextStep view={view} room={room} />
        <SideSteps view={view} room={room} />
        {view.phase === 'podium' && (
          <a
            class="button button--quiet"
            href={`board?dataset=${encodeURIComponent(view.settings.dataset)}`}
            target="_blank"
          >
            {t('host.board')}
          </a>
        )}
      </div>
      <div class="row controls__end">
        {(view.phase === 'judging' || view.phase === 'reveal') && (
          <button type="button" class="button button--danger" onClick={() => ask('end')}>
            {t('host.end')}
          </button>
        )}
        {view.phase === 'podium' && <DownloadRows code={view.code} secret={secret} />}
        {(view.phase === 'podium' || view.phase === 'lobby') && (
          <button type="button" class="button button--danger" onClick={() => ask('close')}>
            {t('host.close')}
          </button>
        )}
      </div>
      {asking !== null && (
        <Dialog title={t(asking === 'end' ? 'host.endAsk' : 'host.closeAsk')} onClose={() => ask(null)}>
          <p>{t(asking === 'end' ? 'host.endLine' : 'host.closeLine')}</p>
          <div class="row">
            <button
              type="button"
              class="button button--danger"
              onClick={() => {
                void room.command({ type: asking });
                ask(null);
              }}
            >
              {t(asking === 'end' ? 'host.end' : 'host.close')}
            </button>
            <button type="button" class="button button--quiet" onClick={() => ask(null)}>
              {t('common.cancel')}
            </button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

/** The one step that goes on. */
export function NextStep({ view, room }: { readonly view: OpenView; readonly room: HostRoom }) {
  const [busy, setBusy] = useState(false);
  const live = room.state.status === 'live';
  async function go(type: 'start' | 'closeLot' | 'next' | 'again'): Promise<void> {
    setBusy(true);
    await room.command({ type });
    setBusy(false);
  }
  const step = {
    lobby: { type: 'start', words: t('host.start') },
    judging: { type: 'closeLot', words: t('host.closeLot') },
    reveal: { type: 'next', words: t('lot' in view && view.lot >= view.lots ? 'host.toPodium' : 'host.next') },
    podium: { type: 'again', words: t('host.again') },
  } as const;
  const { type, words } = step[view.phase];
  const empty = view.phase === 'lobby' && view.players === 0;
  return (
    <>
      <button
        type="button"
        class="button button--large controls__next"
        disabled={busy || !live || empty}
        onClick={() => void go(type)}
      >
        {words}
      </button>
      {empty && <span class="small quiet">{t('host.waitForOne')}</span>}
    </>
  );
}

/** Pause, more time, skip: only while pictures are judged. */
export function SideSteps({ view, room }: { readonly view: OpenView; readonly room: HostRoom }) {
  if (view.phase !== 'judging') return null;
  const live = room.state.status === 'live';
  return (
    <>
      <button
        type="button"
        class="button button--quiet"
        disabled={!live}
        onClick={() => void room.command({ type: view.paused ? 'resume' : 'pause' })}
      >
        {t(view.paused ? 'host.resume' : 'host.pause')}
      </button>
      {view.settings.seconds !== null && (
        <button
          type="button"
          class="button button--quiet"
          disabled={!live}
          onClick={() => void room.command({ type: 'extend', seconds: 30 })}
        >
          {t('host.extend')}
        </button>
      )}
      <button
        type="button"
        class="button button--quiet"
        disabled={!live}
        onClick={() => void room.command({ type: 'skip' })}
      >
        {t('host.skip')}
      </button>
    </>
  );
}

function DownloadRows({ code, secret }: { readonly code: string; readonly secret: string }) {
  const [failure, setFailure] = useState<FailureCode | null>(null);
  async function download(): Promise<void> {
    const reply = await saveFile(`api/rooms/${code}/judgments.csv`, `uncanny-${code}.csv`, {
      'x-room-code': code,
      'x-host-secret': secret,
    });
    setFailure(reply.ok ? null : reply.code);
  }
  return (
    <>
      <button type="button" class="button button--quiet" onClick={() => void download()}>
        {t('host.csv')}
      </button>
      <FailureNotice code={failure} />
    </>
  );
}
