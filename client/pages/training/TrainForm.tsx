import { useState } from 'preact/hooks';
import type { ConfigField, DatasetInfo, GeneratorInfo, TrainingRequest } from '../../../shared/protocol/http.ts';
import { inWords, t } from '../../i18n/index.ts';
import { formatCount } from '../../i18n/numbers.ts';
import { post } from '../../net/http.ts';
import type { FailureCode } from '../../net/http.ts';
import { datasetPlace, datasetTitle } from '../../play/generators.ts';
import { Choices, Field, Switch } from '../../ui/Field.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { FetchDataset } from '../host/DatasetChoice.tsx';
import { readForm, readSeed, typedPreset } from './config.ts';
import type { Preset, Typed, Wrong } from './config.ts';

/** From this width on there is room beside the choices for every parameter, CSS pixels. */
const WIDE = 1000;

interface TrainFormProps {
  readonly generator: GeneratorInfo;
  readonly datasets: readonly DatasetInfo[];
  readonly onStarted: () => void;
}

/** What to train it on and how; nothing that is outside its limits can be sent. */
export function TrainForm({ generator, datasets: known, onStarted }: TrainFormProps) {
  const datasets = [...known].sort((a, b) => datasetPlace(a.name) - datasetPlace(b.name));
  const [preset, setPreset] = useState<Preset>('classroom');
  const [typed, setTyped] = useState<Typed>(() => typedPreset(generator.fields, 'classroom'));
  const [seed, setSeed] = useState('0');
  const [dataset, setDataset] = useState(() => datasets.find((d) => d.available)?.name ?? '');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const { overrides, wrong } = readForm(generator.fields, preset, typed);
  const seedRead = readSeed(seed);
  const chosen = datasets.find((d) => d.name === dataset);
  const ready = Object.keys(wrong).length === 0 && seedRead !== null && chosen?.available === true;

  async function start(event: Event): Promise<void> {
    event.preventDefault();
    if (!ready || seedRead === null) return;
    setBusy(true);
    const request: TrainingRequest = { generator: generator.name, dataset, preset, overrides, seed: seedRead };
    const reply = await post('api/training', request);
    setBusy(false);
    setFailure(reply.ok ? null : reply.code);
    if (reply.ok) onStarted();
  }

  return (
    <form class="trainform" onSubmit={(event) => void start(event)} noValidate>
      <Choices
        label={t('training.dataset')}
        hint={chosen ? inWords(chosen.description) : undefined}
        value={dataset}
        onChange={setDataset}
        options={datasets.map((d) => ({ value: d.name, label: datasetTitle(d.name) }))}
      />
      {chosen && !chosen.available && <FetchDataset dataset={chosen} />}
      <Choices
        label={t('training.presetLabel')}
        hint={t(`training.presetLine.${preset}`)}
        value={preset}
        onChange={(next) => {
          setPreset(next);
          setTyped(typedPreset(generator.fields, next));
        }}
        options={(['classroom', 'full'] as const).map((value) => ({ value, label: t(`training.preset.${value}`) }))}
      />
      <details class="trainform__more" open={innerWidth >= WIDE}>
        <summary>{t('training.parameters', { count: generator.fields.length })}</summary>
        <div class="trainform__fields">
          {generator.fields.map((field) => (
            <ConfigControl
              key={field.name}
              field={field}
              value={typed[field.name] ?? ''}
              wrong={wrong[field.name]}
              onChange={(value) => setTyped({ ...typed, [field.name]: value })}
            />
          ))}
          <Field label="seed" hint={t('training.seedHint')} error={seedRead === null ? t('training.seedWrong') : null}>
            {(wiring) => (
              <input
                {...wiring}
                class="input"
                inputMode="numeric"
                value={seed}
                onInput={(event) => setSeed(event.currentTarget.value)}
              />
            )}
          </Field>
        </div>
      </details>
      <button type="submit" class="button" disabled={!ready || busy}>
        {t('training.start')}
      </button>
      <FailureNotice code={failure} />
    </form>
  );
}

interface ConfigControlProps {
  readonly field: ConfigField;
  readonly value: string | boolean;
  readonly wrong: Wrong | undefined;
  readonly onChange: (value: string | boolean) => void;
}

/** One parameter: its name as the paper has it, its meaning in words, its limits. */
function ConfigControl({ field, value, wrong, onChange }: ConfigControlProps) {
  const meaning = inWords(field.meaning);
  const limits = limitsOf(field);
  switch (field.kind) {
    case 'boolean':
      return <Switch label={field.name} hint={meaning} on={value === true} onChange={onChange} />;
    case 'choice':
      return (
        <Field label={field.name} hint={meaning}>
          {(wiring) => (
            <select
              {...wiring}
              class="input"
              value={String(value)}
              onChange={(event) => onChange(event.currentTarget.value)}
            >
              {(field.choices ?? []).map((choice) => (
                <option key={choice} value={choice}>
                  {choice}
                </option>
              ))}
            </select>
          )}
        </Field>
      );
    default:
      return (
        <Field
          label={field.name}
          hint={limits === null ? meaning : `${meaning} (${limits})`}
          error={wrong === undefined ? null : t(`training.wrong.${wrong}`, { limits: limits ?? '' })}
        >
          {(wiring) => (
            <input
              {...wiring}
              class="input"
              inputMode={field.kind === 'integer' ? 'numeric' : 'decimal'}
              value={String(value)}
              onInput={(event) => onChange(event.currentTarget.value)}
            />
          )}
        </Field>
      );
  }
}

function limitsOf({ min, max }: ConfigField): string | null {
  if (min !== null && max !== null) return t('training.between', { min: plain(min), max: plain(max) });
  if (min !== null) return t('training.atLeast', { min: plain(min) });
  return max === null ? null : t('training.atMost', { max: plain(max) });
}

/** Small numbers as they are typed: 0.00001 must not become 0. */
const plain = (value: number): string => (Math.abs(value) >= 1000 ? formatCount(value) : String(value));
