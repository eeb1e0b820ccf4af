import { useState } from 'preact/hooks';
import type { RoomSettings } from '../../../shared/domain/room.ts';
import type { ModelInfo, ServerInfo } from '../../../shared/protocol/http.ts';
import { inWords, t } from '../../i18n/index.ts';
import { formatCount } from '../../i18n/numbers.ts';
import { hostSecretOf, keepHostSecret, newestRoom } from '../../net/hostKeys.ts';
import { post } from '../../net/http.ts';
import type { FailureCode } from '../../net/http.ts';
import { usePolled } from '../../net/usePolled.ts';
import { navigate } from '../../shell/router.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice, sentenceOf } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Samples } from '../../ui/Samples.tsx';
import { modelGrid } from '../modelGrid.ts';
import { SettingsForm } from './SettingsForm.tsx';
import { settingsSentence } from './settingsSentence.ts';
import { dealtModels, startingSettings } from './settings.ts';
import './host.css';

/** One button opens a room; whoever wants to choose first can. `?dataset=` and `?models=a,b` come from board and training. */
export function OpenRoomPage({ query }: { readonly query: URLSearchParams }) {
  const info = usePolled<ServerInfo>('api/info', 2000);
  const models = usePolled<readonly ModelInfo[]>('api/models', 10_000);
  const [chosen, setChosen] = useState<RoomSettings | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureCode | null>(null);

  if (info.value === null || models.value === null) {
    const away = info.failure ?? models.failure;
    return (
      <Page title={t('host.openTitle')} here="host">
        <Loading words={away === null ? undefined : sentenceOf(away)} />
      </Page>
    );
  }
  const settings = chosen ?? askedFor(query, startingSettings(info.value.datasets));
  const playable = info.value.datasets.find((dataset) => dataset.name === settings.dataset)?.playable ?? false;
  const newest = newestRoom();

  async function open(): Promise<void> {
    setBusy(true);
    const reply = await post<{ code: string; hostSecret: string }>('api/rooms', { settings });
    setBusy(false);
    if (!reply.ok) return setFailure(reply.code);
    keepHostSecret(reply.value.code, reply.value.hostSecret);
    navigate(`host/${reply.value.code}`);
  }

  return (
    <Page title={t('host.openTitle')} here="host">
      <div class="opening">
        <h1>{t('host.openTitle')}</h1>
        <p class="opening__summary">{settingsSentence(settings, models.value)}</p>
        <div class="row">
          <button type="button" class="button button--large" disabled={busy || !playable} onClick={() => void open()}>
            {t('host.openDo')}
          </button>
          {newest !== null && hostSecretOf(newest) !== null && (
            <a class="button button--quiet button--large" href={`host/${newest}`}>
              {t('host.backTo', { code: newest })}
            </a>
          )}
        </div>
        {info.value.preparing && <Notice>{inWords(info.value.preparing)}</Notice>}
        {!playable && !info.value.preparing && (
          <>
            <Notice bad>{t('host.notPlayable', { dataset: settings.dataset })}</Notice>
            <a class="button button--quiet opening__train" href="training">
              {t('host.trainFirst')}
            </a>
          </>
        )}
        <FailureNotice code={failure ?? info.failure} />
        <details class="opening__settings" open={chosen !== null}>
          <summary>{t('host.settingsFirst')}</summary>
          <div class="panel">
            <SettingsForm
              settings={settings}
              datasets={info.value.datasets}
              models={models.value}
              onChange={setChosen}
            />
          </div>
        </details>
        <Salon models={dealtModels(settings, models.value)} />
      </div>
    </Page>
  );
}

/** The forgers whose pictures will hang among the genuine ones. */
function Salon({ models }: { readonly models: readonly ModelInfo[] }) {
  if (models.length === 0) return null;
  return (
    <section>
      <h2>{t('host.salon')}</h2>
      <ul class="salon">
        {models.map((model) => (
          <li key={model.id}>
            <span class="mount">
              <Samples url={modelGrid(model.id)} across={2} room={112} label={t('board.gridLabel')} />
            </span>
            <span>
              {inWords(model.title)}
              {!model.shipped && (
                <span class="quiet figures"> {t('common.step', { step: formatCount(model.step) })}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function askedFor(query: URLSearchParams, settings: RoomSettings): RoomSettings {
  const dataset = query.get('dataset') ?? settings.dataset;
  const named = query.get('models')?.split(',').filter(Boolean);
  return { ...settings, dataset, models: named ?? (dataset === settings.dataset ? settings.models : []) };
}
