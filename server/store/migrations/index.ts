import type { Migration } from 'kysely';
import { roomsJudgmentsJobs } from './0001-rooms-judgments-jobs.ts';
import { judgmentsOfWalls } from './0002-judgments-of-walls.ts';

/** In the order of their names; a published one is never changed, only followed by another. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-rooms-judgments-jobs': roomsJudgmentsJobs,
  '0002-judgments-of-walls': judgmentsOfWalls,
};
