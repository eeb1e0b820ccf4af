import { DivergedError } from '../ml/generator.ts';

/** What a task failed of, as far as it decides what a person can do: nothing but another config, or room on the disk. */
export function kindOf(error: unknown): 'diverged' | 'disk' | 'other' {
  if (error instanceof DivergedError) return 'diverged';
  for (let at = error; at instanceof Error; at = at.cause) {
    if (/^(ENOSPC|EDQUOT|SQLITE_FULL)/.test(String((at as { code?: unknown }).code))) return 'disk';
  }
  return 'other';
}
