import { useState } from 'preact/hooks';
import type { DatasetInfo } from '../../../shared/protocol/http.ts';
import { inWords, t } from '../../i18n/index.ts';
import { formatPercent } from '../../i18n/numbers.ts';
import { post } from '../../net/http.ts';
import type { FailureCode } from '../../net/http.ts';
import { datasetTitle } from '../../play/generators.ts';
import { Choices } from '../../ui/Field.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';

interface DatasetChoiceProps {
  readonly datasets: readonly DatasetInfo[];
  readonly value: string;
  readonly onChange: (name: string) => void;
}

/** Which pictures: those that can be played; the others below, each with what is missing. */
export function DatasetChoice({ datasets, value, onChange }: DatasetChoiceProps) {
  const chosen = datasets.find((dataset) => dataset.name === value);
  const playable = datasets.filter((dataset) => dataset.playable || dataset.name === value);
  return (
    <div class="field">
      <Choices
        label={t('settings.dataset')}
        hint={chosen ? inWords(chosen.description) : undefined}
        value={value}
        onChange={onChange}
        options={playable.map((dataset) => ({ value: dataset.name, label: datasetTitle(dataset.name) }))}
      />
      <MissingDatasets datasets={datasets.filter((dataset) => !playable.includes(dataset))} />
    </div>
  );
}

/** Data sets that cannot be played yet: fetch them, or train a model on them. */
export function MissingDatasets({ datasets }: { readonly datasets: readonly DatasetInfo[] }) {
  if (datasets.length === 0) return null;
  return (
    <details>
      <summary class="small">{t('settings.otherDatasets', { count: datasets.length })}</summary>
      <ul class="missing">
        {datasets.map((dataset) => (
          <li key={dataset.name}>
            <strong>{dataset.name}</strong> <span class="small quiet">{inWords(dataset.description)}</span>
            {dataset.available ? <p class="small">{t('settings.needsModel')}</p> : <FetchDataset dataset={dataset} />}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A person's own images: they are named when the server starts, not fetched. */
const OWN_FOLDER = 'folder';

/** Fetches a data set and shows how far it is. */
export function FetchDataset({ dataset }: { readonly dataset: DatasetInfo }) {
  const [failure, setFailure] = useState<FailureCode | null>(null);
  if (dataset.name === OWN_FOLDER) return <p class="small">{t('settings.ownFolder')}</p>;
  const under = dataset.fetching;
  const running = under !== null && under.failed === null;
  async function fetchIt(): Promise<void> {
    const reply = await post(`api/datasets/${encodeURIComponent(dataset.name)}/fetch`);
    setFailure(reply.ok ? null : reply.code);
  }
  return (
    <div class="row">
      <button type="button" class="button button--quiet" disabled={running} onClick={() => void fetchIt()}>
        {running ? t('settings.fetching') : t('settings.fetch', { name: dataset.name })}
      </button>
      {running && under.fraction !== null && (
        <>
          <progress max={1} value={under.fraction} aria-label={t('settings.fetching')} />
          <span class="small figures">{formatPercent(under.fraction)}</span>
        </>
      )}
      {under?.failed && <span class="field__error">{under.failed}</span>}
      <FailureNotice code={failure} />
    </div>
  );
}
