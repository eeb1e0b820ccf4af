import type { ComponentChildren } from 'preact';
import { MACHINE_SCORES } from '../../../shared/domain/scores.ts';
import { inWords, t } from '../../i18n/index.ts';
import { formatCount } from '../../i18n/numbers.ts';
import { formatEstimate, formatInterval } from '../board/words.ts';
import { duration } from '../duration.ts';
import { RunBadge } from './RunBadge.tsx';
import { differences } from './compare.ts';
import type { Run } from './compare.ts';
import type { Value } from './config.ts';

interface TableProps {
  readonly caption: string;
  readonly runs: readonly Run[];
  readonly rows: readonly {
    readonly name: string;
    readonly hint: string | null;
    readonly cells: readonly ComponentChildren[];
  }[];
}

/** One row a thing, one column a run. */
function RunTable({ caption, runs, rows }: TableProps) {
  return (
    <div class="runtable">
      <table>
        <caption class="hidden-but-read">{caption}</caption>
        <thead>
          <tr>
            <td />
            {runs.map(({ job }, i) => (
              <th key={job.id} scope="col">
                <RunBadge run={i} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, hint, cells }) => (
            <tr key={name}>
              <th scope="row">
                {name}
                {hint && <span class="small quiet">{hint}</span>}
              </th>
              {cells.map((cell, i) => (
                <td key={runs[i]!.job.id} class="figures">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The settings by which the runs differ, and no others. */
export function Differences({ runs }: { readonly runs: readonly Run[] }) {
  if (runs.length < 2) return null;
  const found = differences(runs);
  const kinds = new Set(runs.map(({ job }) => job.generator)).size;
  return (
    <section class="compare__section">
      <h2>{t('training.compare.differences')}</h2>
      {found.length === 0 ? (
        <p class="quiet">{t(kinds > 1 ? 'training.compare.sameShared' : 'training.compare.same')}</p>
      ) : (
        <RunTable
          caption={t('training.compare.differences')}
          runs={runs}
          rows={found.map(({ name, meaning, values }) => ({
            name: meaning === null && isGiven(name) ? t(`training.compare.setting.${name}`) : name,
            hint: meaning && inWords(meaning),
            cells: values.map((value) => written(name, value)),
          }))}
        />
      )}
      {kinds > 1 && found.length > 0 && <p class="small quiet">{t('training.compare.otherKinds')}</p>}
    </section>
  );
}

const isGiven = (name: string): boolean => ['dataset', 'preset', 'seed'].includes(name);

function written(name: string, value: Value | null): string {
  if (value === null) return '–';
  if (name === 'preset') return t(`training.preset.${String(value)}`);
  if (typeof value === 'boolean') return t(value ? 'training.compare.on' : 'training.compare.off');
  return String(value);
}

/** How long each trained, and what the machines say of the finished models. */
export function Scores({ runs }: { readonly runs: readonly Run[] }) {
  const names = MACHINE_SCORES.filter((name) => runs.some(({ scored }) => scored?.scores?.values[name]));
  const sets = new Set(runs.map(({ job }) => job.dataset)).size;
  const seconds = runs.map(({ job }) => job.losses.at(-1)?.seconds ?? null);
  const caption = t('training.compare.scores');
  return (
    <section class="compare__section">
      <h2>{caption}</h2>
      {names.length === 0 && <p class="quiet">{t('training.compare.noScores')}</p>}
      {names.length > 0 && sets > 1 && <p class="small quiet">{t('training.compare.setsDiffer')}</p>}
      <RunTable
        caption={caption}
        runs={runs}
        rows={[
          {
            name: t('training.compare.trained'),
            hint: null,
            cells: seconds.map((one, i) => [
              one === null ? '–' : duration(one),
              <span key="steps" class="small quiet">
                {t('training.steps', {
                  step: formatCount(runs[i]!.job.step),
                  of: formatCount(runs[i]!.job.totalSteps),
                })}
              </span>,
            ]),
          },
          ...names.map((name) => ({
            name: t(`board.${name}`),
            hint: t(`board.${name}Line`),
            cells: runs.map(({ scored }) => {
              const score = scored?.scores?.values[name];
              if (!score) return '–';
              return [
                formatEstimate(name, score),
                <span key="interval" class="small quiet">
                  {formatInterval(name, score)} n&nbsp;=&nbsp;{formatCount(score.n)}
                </span>,
              ];
            }),
          })),
        ]}
      />
    </section>
  );
}
