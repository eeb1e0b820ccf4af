import { useState } from 'preact/hooks';
import type { TrainingJob } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { formatCount } from '../../i18n/numbers.ts';
import { Samples } from '../../ui/Samples.tsx';
import { modelGrid } from '../modelGrid.ts';
import { PlayThese } from '../PlayThese.tsx';

/** Snapshots of a run, each a forger of its own: choose some and judge them. */
export function Snapshots({ job }: { readonly job: TrainingJob }) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  if (job.snapshots.length === 0) return null;
  const chosen = job.snapshots.filter((snapshot) => !left.has(snapshot.modelId));
  function choose(id: string, on: boolean): void {
    const next = new Set(left);
    if (on) next.delete(id);
    else next.add(id);
    setLeft(next);
  }
  return (
    <fieldset class="snapshots">
      <legend class="field__label">{t('training.snapshots')}</legend>
      <div class="snapshots__list">
        {job.snapshots.map(({ modelId, step }) => (
          <label key={modelId} class="snapshot">
            <input
              type="checkbox"
              checked={!left.has(modelId)}
              onChange={(event) => choose(modelId, event.currentTarget.checked)}
            />
            <span class="snapshot__card">
              <Samples url={modelGrid(modelId)} across={2} room={64} label="" />
              <span class="small figures">{t('common.step', { step: formatCount(step) })}</span>
            </span>
          </label>
        ))}
      </div>
      {chosen.length > 0 && <PlayThese dataset={job.dataset} models={chosen.map((snapshot) => snapshot.modelId)} />}
    </fieldset>
  );
}
