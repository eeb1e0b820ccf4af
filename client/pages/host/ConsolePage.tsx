import { useEffect, useState } from 'preact/hooks';
import { roomCode } from '../../../shared/domain/room.ts';
import type { ModelInfo, ServerInfo } from '../../../shared/protocol/http.ts';
import type { RosterEntry } from '../../../shared/protocol/view.ts';
import { t } from '../../i18n/index.ts';
import { forgetHostSecret, hostSecretOf, keepHostSecret } from '../../net/hostKeys.ts';
import { usePolled } from '../../net/usePolled.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice, sentenceOf } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { LabChoice } from './LabChoice.tsx';
import { Controls } from './Controls.tsx';
import { RoomDoor } from './RoomDoor.tsx';
import { Roster } from './Roster.tsx';
import { SettingsForm } from './SettingsForm.tsx';
import { ShownNow } from './ShownNow.tsx';
import { WallHere } from './WallHere.tsx';
import { settingsSentence } from './settingsSentence.ts';
import { useHostRoom } from './useHostRoom.ts';
import './host.css';

/** From this width on the settings lie open beside the roster, CSS pixels. */
const WIDE = 1000;
const NO_MODELS: readonly ModelInfo[] = [];

/** A secret handed over in the address is kept and taken out of it, so that it is not projected or bookmarked. */
function secretFromAddress(code: string): string | null {
  const handed = new URLSearchParams(location.hash.slice(1)).get('secret');
  if (handed !== null) {
    keepHostSecret(code, handed);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return hostSecretOf(code);
}

/** The teacher's side of a room. */
export function ConsolePage({ code }: { readonly code: string }) {
  const read = roomCode.safeParse(code);
  const [secret] = useState(() => (read.success ? secretFromAddress(read.data) : null));
  if (!read.success) return <Elsewhere sentence={t('error.room/bad-code')} />;
  if (secret === null) return <Elsewhere sentence={t('error.host/wrong-secret')} />;
  return <Console code={read.data} secret={secret} />;
}

/** Not a room of this browser: the sentence, and the ways on. */
function Elsewhere({ sentence }: { readonly sentence: string }) {
  return (
    <Page title={t('host.title')} here="host">
      <section class="nothing">
        <span class="nothing__frame" aria-hidden="true" />
        <h1>{t('host.elsewhere')}</h1>
        <p class="quiet">{sentence}</p>
        <a class="button" href="host">
          {t('host.openDo')}
        </a>
      </section>
    </Page>
  );
}

function Console({ code, secret }: { readonly code: string; readonly secret: string }) {
  const room = useHostRoom(code, secret);
  const info = usePolled<ServerInfo>('api/info', 5000);
  const models = usePolled<readonly ModelInfo[]>('api/models', 10_000).value ?? NO_MODELS;
  const [wallHere, setWallHere] = useState(false);
  const refusal = room?.state.status === 'refused' ? room.state.refusal : null;
  const closed = room?.state.view?.phase === 'closed';

  useEffect(() => {
    if (closed || refusal?.code === 'room/unknown' || refusal?.code === 'room/closed') forgetHostSecret(code);
  }, [closed, refusal?.code]);

  if (refusal !== null) return <Elsewhere sentence={sentenceOf(refusal.code)} />;
  if (room === null || room.state.view === null) {
    return (
      <Page title={t('host.title')} here="host">
        <Loading words={t('host.connecting')} />
      </Page>
    );
  }
  const view = room.state.view;
  if (view.phase === 'closed') return <Elsewhere sentence={t('error.room/closed')} />;
  if (wallHere) return <WallHere code={code} room={room} view={view} onLeave={() => setWallHere(false)} />;

  const roster: readonly RosterEntry[] = view.viewer.role === 'host' ? view.viewer.roster : [];
  return (
    <Page title={`${t('host.title')} ${code}`} here="host">
      {room.state.status === 'lost' && <Notice>{t('host.lost')}</Notice>}
      <div class="console">
        <section class="console__now">
          <ShownNow view={view} models={models} serverNow={room.serverNow} />
          <Controls view={view} room={room} secret={secret} />
          <LabChoice view={view} room={room} />
          <FailureNotice code={room.refused} />
          {view.phase === 'lobby' && info.value ? (
            <details class="console__settings" open={innerWidth >= WIDE}>
              <summary>
                <span>{settingsSentence(view.settings, models)}</span>
              </summary>
              <div class="panel">
                <SettingsForm
                  settings={view.settings}
                  datasets={info.value.datasets}
                  models={models}
                  onChange={(settings) => void room.command({ type: 'settings', settings })}
                />
              </div>
            </details>
          ) : (
            <p class="small quiet">{settingsSentence(view.settings, models)}</p>
          )}
        </section>
        <RoomDoor
          code={code}
          secret={secret}
          addresses={info.value?.addresses ?? []}
          urgent={view.phase === 'lobby'}
          onWallHere={() => setWallHere(true)}
        />
        <Roster
          roster={roster}
          phase={view.phase}
          locked={view.locked}
          onLock={(locked) => void room.command({ type: 'lock', locked })}
          onKick={(playerId) => void room.command({ type: 'kick', playerId })}
        />
      </div>
    </Page>
  );
}
