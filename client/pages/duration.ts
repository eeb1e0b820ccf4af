import { t } from '../i18n/index.ts';
import { durationParts } from '../i18n/numbers.ts';

/** A span of time as people say it: 40 s, 3 min 20 s, 1 h 5 min. */
export function duration(seconds: number): string {
  const parts = durationParts(seconds);
  if (parts.hours > 0) return t('common.hours', { ...parts });
  return parts.minutes > 0 ? t('common.minutes', { ...parts }) : t('common.seconds', { ...parts });
}
