import { useState } from 'preact/hooks';
import { gameMode, wallSizeOf, type RoomSettings } from '../../../shared/domain/room.ts';
import type { DatasetInfo, ModelInfo } from '../../../shared/protocol/http.ts';
import { inWords, t } from '../../i18n/index.ts';
import { formatCount } from '../../i18n/numbers.ts';
import { Choices, Field, Switch } from '../../ui/Field.tsx';
import { modelGrid } from '../modelGrid.ts';
import { Samples } from '../../ui/Samples.tsx';
import { DatasetChoice } from './DatasetChoice.tsx';
import {
  AUTO_NEXT,
  LOTS,
  SECONDS,
  WALLS,
  dealtModels,
  lotsFrom,
  modeSettings,
  offered,
  withModel,
} from './settings.ts';

interface SettingsFormProps {
  readonly settings: RoomSettings;
  readonly datasets: readonly DatasetInfo[];
  readonly models: readonly ModelInfo[];
  readonly onChange: (settings: RoomSettings) => void;
}

/** What the host chooses, in plain words; every change counts at once. */
export function SettingsForm({ settings, datasets, models, onChange }: SettingsFormProps) {
  const change = (part: Partial<RoomSettings>): void => onChange({ ...settings, ...part });
  const there = models.filter((model) => model.dataset === settings.dataset && model.pool > 0);
  return (
    <div class="settings">
      <Choices
        label={t('settings.mode')}
        hint={t(`settings.modeHint.${settings.mode}`)}
        value={settings.mode}
        onChange={(mode) => change(modeSettings(mode))}
        options={gameMode.options.map((mode) => ({ value: mode, label: t(`settings.modeName.${mode}`) }))}
      />
      {settings.mode !== 'verdict' && (
        <Choices
          label={t('settings.wallSize')}
          value={String(wallSizeOf(settings, settings.mode))}
          onChange={(size) => change({ wallSize: Number(size) })}
          options={WALLS[settings.mode].map((size) => ({
            value: String(size),
            label: t('settings.wallSizeOf', { size }),
          }))}
        />
      )}
      {settings.mode === 'variety' && (
        <Switch
          label={t('settings.oneClass')}
          hint={t('settings.oneClassHint')}
          on={settings.oneClass ?? false}
          onChange={(oneClass) => change({ oneClass })}
        />
      )}
      <DatasetChoice
        datasets={datasets}
        value={settings.dataset}
        onChange={(dataset) => change({ dataset, models: [] })}
      />
      <Forgers settings={settings} there={there} onChange={onChange} />
      <Choices
        label={t('settings.dealing')}
        hint={t(settings.dealing === 'same' ? 'settings.sameHint' : 'settings.ownHint')}
        value={settings.dealing}
        onChange={(dealing) => change({ dealing })}
        options={[
          { value: 'same', label: t('settings.same') },
          { value: 'own', label: t('settings.own') },
        ]}
      />
      <Lots lots={settings.lots} onChange={(lots) => change({ lots })} />
      <Choices
        label={t('settings.seconds')}
        hint={settings.seconds === null ? t('settings.noLimitHint') : undefined}
        value={String(settings.seconds)}
        onChange={(seconds) => change({ seconds: seconds === 'null' ? null : Number(seconds) })}
        options={offered(SECONDS, settings.seconds).map((seconds) => ({
          value: String(seconds),
          label: seconds === null ? t('settings.noLimit') : t('settings.secondsOf', { seconds }),
        }))}
      />
      <Choices
        label={t('settings.autoNext')}
        value={String(settings.autoNextSeconds)}
        onChange={(seconds) => change({ autoNextSeconds: seconds === 'null' ? null : Number(seconds) })}
        options={offered(AUTO_NEXT, settings.autoNextSeconds).map((seconds) => ({
          value: String(seconds),
          label: seconds === null ? t('settings.autoNextHost') : t('settings.autoNextAfter', { seconds }),
        }))}
      />
      <Switch
        label={t('settings.feedback')}
        hint={t('settings.feedbackHint')}
        on={settings.feedback}
        onChange={(feedback) => change({ feedback })}
      />
      <Switch
        label={t('settings.speed')}
        hint={t(settings.seconds === null ? 'settings.speedNoLimit' : 'settings.speedHint')}
        on={settings.speedPoints}
        disabled={settings.seconds === null && !settings.speedPoints}
        onChange={(speedPoints) => change({ speedPoints })}
      />
      <Switch
        label={t('settings.counts')}
        hint={t('settings.countsHint')}
        on={settings.counts}
        onChange={(counts) => change({ counts })}
      />
    </div>
  );
}

function Lots({ lots, onChange }: { readonly lots: number; readonly onChange: (lots: number) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && lotsFrom(typed) === null;
  return (
    <Field label={t('settings.lots')} error={wrong ? t('settings.lotsLimits', LOTS) : null}>
      {(wiring) => (
        <input
          {...wiring}
          class="input settings__number"
          type="number"
          inputMode="numeric"
          min={LOTS.min}
          max={LOTS.max}
          value={typed ?? lots}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            const read = lotsFrom(event.currentTarget.value);
            if (read !== null) onChange(read);
          }}
          onBlur={() => setTyped(null)}
        />
      )}
    </Field>
  );
}

interface ForgersProps {
  readonly settings: RoomSettings;
  readonly there: readonly ModelInfo[];
  readonly onChange: (settings: RoomSettings) => void;
}

/** Whose samples are dealt: each with a few of its pictures. */
function Forgers({ settings, there, onChange }: ForgersProps) {
  const dealt = dealtModels(settings, there);
  return (
    <fieldset class="field">
      <legend class="field__label">{t('settings.models')}</legend>
      {there.length === 0 && <span class="field__hint">{t('settings.noModels')}</span>}
      <div class="forgers">
        {there.map((model) => (
          <label key={model.id} class="forger">
            <input
              type="checkbox"
              checked={dealt.includes(model)}
              onChange={(event) => {
                const next = withModel(settings, there, model.id, event.currentTarget.checked);
                // The last forger stays: the box is put back.
                if (next === settings) event.currentTarget.checked = true;
                else onChange(next);
              }}
            />
            <span class="forger__card">
              <Samples url={modelGrid(model.id)} across={2} room={64} label="" />
              <span>
                <strong>{inWords(model.title)}</strong>
                <span class="small quiet figures">{t('common.step', { step: formatCount(model.step) })}</span>
              </span>
            </span>
          </label>
        ))}
      </div>
      <span class="field__hint">{t('settings.modelsHint')}</span>
    </fieldset>
  );
}
