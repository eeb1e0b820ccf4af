import type { TrainingJob, TrainingRequest } from '../../shared/protocol/http.ts';

export const isActive = ({ status }: TrainingJob): boolean => status === 'running' || status === 'preparing';

/** Of a job that makes no steps now. */
export const IDLE = { secondsLeft: null, doing: null } as const;

const NEW = {
  status: 'queued',
  step: 0,
  totalSteps: 0,
  startedAt: null,
  losses: [],
  grid: 0,
  grids: [],
  snapshots: [],
  failure: null,
  failureKind: null,
  ...IDLE,
} as const;

export const newJob = (id: string, request: TrainingRequest, turn: number): TrainingJob => ({
  ...NEW,
  id,
  ...request,
  turn,
});

/**
 * A job as the store has it, taken up by a server that starts: what trained when the last one stopped waits now.
 *
 * @param i place among the stored, the oldest first
 */
export function revived(stored: TrainingJob, i: number): TrainingJob {
  // Jobs of older versions lack what has been added since.
  const job: TrainingJob = { ...NEW, ...stored, turn: stored.turn ?? i, doing: null };
  return isActive(job) ? { ...job, status: 'queued' } : job;
}
