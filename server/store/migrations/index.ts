import type { Migration } from 'kysely';
import { roomsJudgmentsJobs } from './0001-rooms-judgments-jobs.ts';

/** In the order of their names; a published one is never changed, only followed by another. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-rooms-judgments-jobs': roomsJudgmentsJobs,
};
