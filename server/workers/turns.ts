import type { TrainingJob } from '../../shared/protocol/http.ts';

/** Those that wait, in the order in which they will train. */
export const inTurn = (jobs: Iterable<TrainingJob>): readonly TrainingJob[] =>
  [...jobs].filter(({ status }) => status === 'queued').sort((a, b) => a.turn - b.turn);

/** The turn of a job that joins: behind all others. */
export const lastTurn = (jobs: Iterable<TrainingJob>): number => Math.max(0, ...[...jobs].map(({ turn }) => turn)) + 1;

/** A waiting job and its neighbour with their turns exchanged; nothing where it does not wait or has no neighbour there. */
export function exchanged(
  jobs: Iterable<TrainingJob>,
  id: string,
  way: 'earlier' | 'later',
): readonly Pick<TrainingJob, 'id' | 'turn'>[] {
  const waiting = inTurn(jobs);
  const at = waiting.findIndex((job) => job.id === id);
  const neighbour = at < 0 ? undefined : waiting[way === 'earlier' ? at - 1 : at + 1];
  if (neighbour === undefined) return [];
  return [
    { id, turn: neighbour.turn },
    { id: neighbour.id, turn: waiting[at]!.turn },
  ];
}
