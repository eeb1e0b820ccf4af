import { useState } from 'preact/hooks';
import type { GeneratorInfo, ModelInfo, TrainingJob } from '../../../shared/protocol/http.ts';
import { inWords, t } from '../../i18n/index.ts';
import { datasetTitle } from '../../play/generators.ts';
import { Choices } from '../../ui/Field.tsx';
import { CompareGrids } from './CompareGrids.tsx';
import { CompareLosses } from './CompareLosses.tsx';
import { Differences, Scores } from './CompareTables.tsx';
import { RunBadge } from './RunBadge.tsx';
import { AXES, isComparable, moments, MOST_COMPARED, runOf, toggled, usualAxis } from './compare.ts';
import type { Axis } from './compare.ts';
import { description } from './description.ts';
import './compare.css';

interface CompareViewProps {
  /** Newest first. */
  readonly jobs: readonly TrainingJob[];
  readonly generators: readonly GeneratorInfo[];
  readonly models: readonly ModelInfo[];
  /** Ids of the runs to show, in their order. */
  readonly chosen: readonly string[];
  readonly onChoose: (ids: readonly string[]) => void;
}

/** Runs beside each other: samples at the same seeds and moment, losses on common axes, what differs, scores. */
export function CompareView({ jobs, generators, models, chosen, onChoose }: CompareViewProps) {
  const [axisChosen, setAxis] = useState<Axis | null>(null);
  /** Which of the moments is looked at; null follows the newest. */
  const [place, setPlace] = useState<number | null>(null);
  const able = jobs.filter(isComparable);
  const runs = chosen
    .flatMap((id) => able.find((job) => job.id === id) ?? [])
    .map((job) => runOf(job, generators, models));
  const axis = axisChosen ?? usualAxis(runs);
  const times = moments(
    runs.map(({ job }) => job),
    axis,
  );
  const at = place === null ? times.length - 1 : Math.min(place, times.length - 1);
  const moment = times[at] ?? null;

  return (
    <div class="compare">
      <div class="workshop__head">
        <a class="small" href="training">
          {t('training.compare.back')}
        </a>
        <h1>{t('training.compare.title')}</h1>
        <p class="quiet">{t('training.compare.line', { most: MOST_COMPARED })}</p>
      </div>
      <Chooser jobs={able} generators={generators} chosen={runs.map(({ job }) => job.id)} onChoose={onChoose} />
      {runs.length > 0 && (
        <>
          <CompareGrids runs={runs} axis={axis} times={times} at={at} onMove={setPlace} />
          <section class="compare__section">
            <div class="compare__head">
              <h2>{t('training.compare.losses')}</h2>
              <Choices
                label={t('training.compare.axisLabel')}
                value={axis}
                onChange={(next) => {
                  setAxis(next);
                  setPlace(null);
                }}
                options={AXES.map((value) => ({ value, label: t(`training.compare.axis.${value}`) }))}
              />
            </div>
            <CompareLosses runs={runs} axis={axis} moment={moment} />
          </section>
          <Differences runs={runs} />
          <Scores runs={runs} />
        </>
      )}
    </div>
  );
}

interface ChooserProps {
  readonly jobs: readonly TrainingJob[];
  readonly generators: readonly GeneratorInfo[];
  readonly chosen: readonly string[];
  readonly onChoose: (ids: readonly string[]) => void;
}

/** All runs there are; those that are shown carry their letter. */
function Chooser({ jobs, generators, chosen, onChoose }: ChooserProps) {
  if (jobs.length === 0) return <p class="quiet">{t('training.compare.nothing')}</p>;
  const full = chosen.length >= MOST_COMPARED;
  return (
    <fieldset class="field">
      <legend class="field__label">{t('training.compare.choose')}</legend>
      <div class="runchoice">
        {jobs.map((job) => {
          const place = chosen.indexOf(job.id);
          const title = generators.find(({ name }) => name === job.generator)?.title;
          return (
            <label key={job.id} class="runchoice__one">
              <input
                type="checkbox"
                checked={place >= 0}
                disabled={full && place < 0}
                onChange={() => onChoose(toggled(chosen, job.id))}
              />
              <span class="runchoice__card">
                {place >= 0 && <RunBadge run={place} />}
                <span>
                  <strong>{title ? inWords(title) : job.generator}</strong>
                  <span class="small quiet figures">
                    {[datasetTitle(job.dataset), description(job), t(`training.status.${job.status}`)].join(' · ')}
                  </span>
                </span>
              </span>
            </label>
          );
        })}
      </div>
      {full && jobs.length > chosen.length && (
        <span class="field__hint">{t('training.compare.full', { most: MOST_COMPARED })}</span>
      )}
      {chosen.length === 0 && <span class="field__hint">{t('training.compare.none')}</span>}
    </fieldset>
  );
}
