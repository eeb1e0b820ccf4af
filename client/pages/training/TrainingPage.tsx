import { useState } from 'preact/hooks';
import type { GeneratorInfo, ModelInfo, ServerInfo, TrainingJob } from '../../../shared/protocol/http.ts';
import { inWords, t } from '../../i18n/index.ts';
import { usePolled } from '../../net/usePolled.ts';
import { navigate } from '../../shell/router.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, sentenceOf } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Samples } from '../../ui/Samples.tsx';
import { modelGrid } from '../modelGrid.ts';
import { CompareView } from './CompareView.tsx';
import { JobCard } from './JobCard.tsx';
import { TrainForm } from './TrainForm.tsx';
import { firstChosen, isComparable } from './compare.ts';
import { arranged, byRung } from './config.ts';
import './training.css';

/** Earlier runs that are shown until more are asked for. */
const PAST = 6;

/** The forgers' workshop: start one, watch it learn, judge its snapshots. `?generator=` opens a form, `?compare=` lays runs side by side. */
export function TrainingPage({ query }: { readonly query: URLSearchParams }) {
  const [busyEvery, setBusyEvery] = useState(1000);
  const [pastShown, showPast] = useState(PAST);
  const info = usePolled<ServerInfo>('api/info', 3000);
  const generators = usePolled<readonly GeneratorInfo[]>('api/generators', 60_000);
  const models = usePolled<readonly ModelInfo[]>('api/models', 15_000);
  const jobs = usePolled<readonly TrainingJob[]>('api/training', busyEvery);
  const away = info.failure ?? generators.failure ?? jobs.failure;

  if (info.value === null || generators.value === null || jobs.value === null) {
    return (
      <Page title={t('training.title')} here="training">
        <Loading words={away === null ? undefined : sentenceOf(away)} />
      </Page>
    );
  }
  const { open, past } = arranged(jobs.value);
  const every = open.length > 0 ? 1000 : 3000;
  if (every !== busyEvery) setBusyEvery(every);
  const ladder = byRung(generators.value);
  const compared = query.get('compare');
  if (compared !== null) {
    return (
      <Page title={t('training.compare.title')} here="training">
        <FailureNotice code={away} />
        <CompareView
          jobs={jobs.value}
          generators={ladder}
          models={models.value ?? []}
          chosen={compared.split(',').filter((id) => id !== '')}
          onChoose={(ids) => navigate(`training?compare=${ids.map(encodeURIComponent).join(',')}`, { replace: true })}
        />
      </Page>
    );
  }
  const waiting = open.filter(({ status }) => status === 'queued');
  const able = jobs.value.filter(isComparable);
  const generatorOf = (job: TrainingJob) => ladder.find((generator) => generator.name === job.generator);
  const chosen = ladder.find((generator) => generator.name === query.get('generator'));
  const choose = (name: string | null): void =>
    navigate(name === null ? 'training' : `training?generator=${encodeURIComponent(name)}`, { replace: true });

  return (
    <Page title={t('training.title')} here="training">
      <div class="workshop">
        <div class="workshop__head">
          <h1>{t('training.title')}</h1>
          <p class="quiet">{t('training.line')}</p>
          {able.length > 1 && (
            <p>
              <a class="button button--quiet" href={`training?compare=${firstChosen(jobs.value).join(',')}`}>
                {t('training.compare.open')}
              </a>
            </p>
          )}
        </div>
        <FailureNotice code={away} />
        {open.map((job) => (
          <JobCard
            key={job.id}
            job={job}
            generator={generatorOf(job)}
            queue={job.status === 'queued' ? { place: waiting.indexOf(job) + 1, of: waiting.length } : null}
            onChanged={jobs.again}
          />
        ))}
        <section>
          <h2>{t('training.ladder')}</h2>
          <ol class="ladder">
            {ladder.map((generator) => (
              <li key={generator.name} class={generator === chosen ? 'rung rung--open' : 'rung'}>
                <div class="rung__head">
                  <Sample generator={generator} models={models.value ?? []} />
                  <div>
                    <h3>{inWords(generator.title)}</h3>
                    <p>{inWords(generator.idea)}</p>
                    <p class="small quiet">{inWords(generator.giveaway)}</p>
                  </div>
                </div>
                {generator === chosen ? (
                  <TrainForm
                    key={generator.name}
                    generator={generator}
                    datasets={info.value!.datasets}
                    onStarted={() => {
                      choose(null);
                      jobs.again();
                      scrollTo({ top: 0, behavior: 'smooth' });
                    }}
                  />
                ) : (
                  <button
                    type="button"
                    class="button button--quiet rung__choose"
                    onClick={() => choose(generator.name)}
                  >
                    {t('training.train')}
                  </button>
                )}
              </li>
            ))}
          </ol>
        </section>
        {past.length > 0 && (
          <section>
            <h2>{t('training.past')}</h2>
            <div class="pastruns">
              {past.slice(0, pastShown).map((job) => (
                <JobCard key={job.id} job={job} generator={generatorOf(job)} onChanged={jobs.again} />
              ))}
            </div>
            {past.length > pastShown && (
              <button type="button" class="button button--quiet" onClick={() => showPast(pastShown + 2 * PAST)}>
                {t('training.more', { count: past.length - pastShown })}
              </button>
            )}
          </section>
        )}
      </div>
    </Page>
  );
}

/** What this kind of forger drew last, where a checkpoint of it is here. */
function Sample({ generator, models }: { readonly generator: GeneratorInfo; readonly models: readonly ModelInfo[] }) {
  const mine = models.filter((m) => m.generator === generator.name && m.pool > 0);
  const model = mine.find((m) => m.shipped) ?? mine.sort((a, b) => b.step - a.step)[0];
  if (model === undefined) return <span class="rung__empty" aria-hidden="true" />;
  return (
    <span class="mount">
      <Samples url={modelGrid(model.id)} across={2} room={84} label={t('board.gridLabel')} />
    </span>
  );
}
