import { useState } from 'preact/hooks';
import type { GeneratorInfo, TrainingJob } from '../../../shared/protocol/http.ts';
import { inWords, t } from '../../i18n/index.ts';
import { formatCount, formatPercent } from '../../i18n/numbers.ts';
import { address, post } from '../../net/http.ts';
import type { FailureCode } from '../../net/http.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Samples } from '../../ui/Samples.tsx';
import { duration } from '../duration.ts';
import { LossChart } from './LossChart.tsx';
import { Snapshots } from './Snapshots.tsx';
import { isOpen } from './config.ts';

/** Samples of a run in progress: a column for each of ten classes, four of each. */
const RUN_GRID = { columns: 10, rows: 4 } as const;

interface JobCardProps {
  readonly job: TrainingJob;
  readonly generator: GeneratorInfo | undefined;
  /** Reads the jobs again. */
  readonly onChanged: () => void;
}

/** One run: how far, how the loss falls, what it draws now, and what can be done. */
export function JobCard({ job, generator, onChanged }: JobCardProps) {
  const share = job.totalSteps > 0 ? job.step / job.totalSteps : 0;
  const grid = job.grid > 0 ? address(`api/training/${encodeURIComponent(job.id)}/grid.png?v=${job.grid}`) : null;
  return (
    <article class={`job job--${job.status}`}>
      <header class="job__head">
        <h3>
          {generator ? inWords(generator.title) : job.generator}{' '}
          <span class="quiet">{t('training.on', { dataset: job.dataset })}</span>
        </h3>
        <span class="job__status">{t(`training.status.${job.status}`)}</span>
      </header>
      <p class="small quiet figures">{description(job)}</p>
      {job.totalSteps > 0 && (
        <div class="job__progress">
          <progress max={1} value={share} aria-label={t('training.progress')} />
          <span class="figures">
            {formatPercent(share)}{' '}
            <span class="quiet">
              {t('training.steps', { step: formatCount(job.step), of: formatCount(job.totalSteps) })}
            </span>
          </span>
          {job.status === 'running' && job.secondsLeft !== null && (
            <span class="job__left figures">{t('training.left', { time: duration(job.secondsLeft) })}</span>
          )}
        </div>
      )}
      {job.failure && <p class="notice notice--bad">{job.failure}</p>}
      {job.totalSteps > 0 && (
        <div class="job__seen">
          <GridNow url={grid} job={job} />
          <div class="job__told">
            <LossChart job={job} height={isOpen(job) ? 270 : 180} />
            <Snapshots job={job} />
          </div>
        </div>
      )}
      <Actions job={job} onChanged={onChanged} />
    </article>
  );
}

function description(job: TrainingJob): string {
  const changed = Object.entries(job.overrides).map(([name, value]) => `${name} ${String(value)}`);
  return [t(`training.preset.${job.preset}`), t('training.seedOf', { seed: job.seed }), ...changed].join(' · ');
}

/** The newest grid; the one before stays until it is there. */
function GridNow({ url, job }: { readonly url: string | null; readonly job: TrainingJob }) {
  const room = isOpen(job) ? 582 : 291;
  if (url === null) return <p class="job__grid small quiet">{t('training.noGrid')}</p>;
  return (
    <figure class="job__grid">
      <span class="mount">
        <Samples
          url={url}
          layout={RUN_GRID}
          across={RUN_GRID.columns}
          down={RUN_GRID.rows}
          room={Math.min(room, innerWidth - 80)}
          label={t('training.gridLabel', { step: formatCount(job.step) })}
        />
      </span>
      {isOpen(job) && <figcaption class="small quiet">{t('training.gridLine')}</figcaption>}
    </figure>
  );
}

function Actions({ job, onChanged }: { readonly job: TrainingJob; readonly onChanged: () => void }) {
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const [sure, setSure] = useState(false);
  if (!isOpen(job)) return null;
  async function act(action: 'pause' | 'resume' | 'cancel'): Promise<void> {
    setSure(false);
    const reply = await post(`api/training/${encodeURIComponent(job.id)}/${action}`);
    setFailure(reply.ok ? null : reply.code);
    onChanged();
  }
  return (
    <>
      <div class="row">
        {job.status === 'running' && (
          <button type="button" class="button button--quiet" onClick={() => void act('pause')}>
            {t('training.pause')}
          </button>
        )}
        {job.status === 'paused' && (
          <button type="button" class="button button--quiet" onClick={() => void act('resume')}>
            {t('training.resume')}
          </button>
        )}
        <button
          type="button"
          class="button button--danger"
          onClick={() => (sure || job.status === 'queued' ? void act('cancel') : setSure(true))}
        >
          {t(sure ? 'training.cancelSure' : 'training.cancel')}
        </button>
        {sure && (
          <button type="button" class="button button--plain" onClick={() => setSure(false)}>
            {t('training.goOn')}
          </button>
        )}
      </div>
      <FailureNotice code={failure} />
    </>
  );
}
