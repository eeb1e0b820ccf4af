import { useState } from 'preact/hooks';
import type { GeneratorInfo, TrainingJob } from '../../../shared/protocol/http.ts';
import { inWords, t } from '../../i18n/index.ts';
import { formatCount, formatPercent } from '../../i18n/numbers.ts';
import { address, post } from '../../net/http.ts';
import type { FailureCode } from '../../net/http.ts';
import { datasetTitle } from '../../play/generators.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Samples } from '../../ui/Samples.tsx';
import { duration } from '../duration.ts';
import { LossChart } from './LossChart.tsx';
import { Snapshots } from './Snapshots.tsx';
import { isComparable } from './compare.ts';
import { canResume, isOpen } from './config.ts';
import { description } from './description.ts';
import { RUN_GRID } from './runGrid.ts';

interface JobCardProps {
  readonly job: TrainingJob;
  readonly generator: GeneratorInfo | undefined;
  /** Its place among those that wait, from 1, and how many wait; null where it does not. */
  readonly queue?: { readonly place: number; readonly of: number } | null;
  /** Reads the jobs again. */
  readonly onChanged: () => void;
}

/** One run: how far, how the loss falls, what it draws now, and what can be done. */
export function JobCard({ job, generator, queue = null, onChanged }: JobCardProps) {
  const share = job.totalSteps > 0 ? job.step / job.totalSteps : 0;
  const grid = job.grid > 0 ? address(`api/training/${encodeURIComponent(job.id)}/grid.png?v=${job.grid}`) : null;
  return (
    <article class={`job job--${job.status}`}>
      <header class="job__head">
        <h3>
          {generator ? inWords(generator.title) : job.generator}{' '}
          <span class="quiet">{t('training.on', { dataset: datasetTitle(job.dataset) })}</span>
        </h3>
        <span class="job__status">
          {t(`training.status.${job.status}`)}
          {queue && queue.of > 1 && ` · ${t('training.place', { place: queue.place, of: queue.of })}`}
        </span>
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
      {job.doing && isOpen(job) && (
        <p class="small quiet" role="status">
          {inWords(job.doing)}
        </p>
      )}
      <Failure job={job} />
      {job.totalSteps > 0 && (
        <div class="job__seen">
          <GridNow url={grid} job={job} />
          <div class="job__told">
            <LossChart job={job} height={isOpen(job) ? 270 : 180} />
            <Snapshots job={job} />
          </div>
        </div>
      )}
      <Actions job={job} queue={queue} onChanged={onChanged} />
    </article>
  );
}

/** Why it stopped and what can be done, in the reader's language; the server's own sentence for what has none. */
function Failure({ job }: { readonly job: TrainingJob }) {
  if (job.failure === null) return null;
  const kind = job.failureKind ?? 'other';
  if (kind === 'other') return <p class="notice notice--bad">{job.failure}</p>;
  return (
    <div class="job__failure">
      <p class="notice notice--bad">{t(`training.failed.${kind}`)}</p>
      <details>
        <summary class="small">{t('training.failed.details')}</summary>
        <p class="small quiet">{job.failure}</p>
      </details>
    </div>
  );
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

type Command = 'pause' | 'resume' | 'cancel' | 'earlier' | 'later';

function Actions({ job, queue = null, onChanged }: Pick<JobCardProps, 'job' | 'queue' | 'onChanged'>) {
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const [sure, setSure] = useState(false);
  if (!isOpen(job) && !canResume(job) && !isComparable(job)) return null;
  async function act(action: Command): Promise<void> {
    setSure(false);
    const reply = await post(`api/training/${encodeURIComponent(job.id)}/${action}`);
    setFailure(reply.ok ? null : reply.code);
    onChanged();
  }
  return (
    <>
      <div class="row">
        {queue && queue.of > 1 && (
          <>
            <button
              type="button"
              class="button button--quiet"
              disabled={queue.place === 1}
              onClick={() => void act('earlier')}
            >
              {t('training.earlier')}
            </button>
            <button
              type="button"
              class="button button--quiet"
              disabled={queue.place === queue.of}
              onClick={() => void act('later')}
            >
              {t('training.later')}
            </button>
          </>
        )}
        {isOpen(job) && job.status !== 'paused' && (
          <button type="button" class="button button--quiet" onClick={() => void act('pause')}>
            {t('training.pause')}
          </button>
        )}
        {canResume(job) && (
          <button type="button" class="button button--quiet" onClick={() => void act('resume')}>
            {t(job.status === 'paused' ? 'training.resume' : 'training.retry')}
          </button>
        )}
        {isOpen(job) && (
          <button
            type="button"
            class="button button--danger"
            onClick={() => (sure || job.status === 'queued' ? void act('cancel') : setSure(true))}
          >
            {t(sure ? 'training.cancelSure' : 'training.cancel')}
          </button>
        )}
        {sure && (
          <button type="button" class="button button--plain" onClick={() => setSure(false)}>
            {t('training.goOn')}
          </button>
        )}
        {isComparable(job) && (
          <a class="button button--quiet" href={`training?compare=${encodeURIComponent(job.id)}`}>
            {t('training.compare.one')}
          </a>
        )}
      </div>
      <FailureNotice code={failure} />
    </>
  );
}
