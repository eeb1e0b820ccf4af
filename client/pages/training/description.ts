import type { TrainingJob } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';

/** How a run was begun, as far as it tells it from another of its kind. */
export function description(job: TrainingJob): string {
  const changed = Object.entries(job.overrides).map(([name, value]) => `${name} ${String(value)}`);
  return [t(`training.preset.${job.preset}`), t('training.seedOf', { seed: job.seed }), ...changed].join(' · ');
}
