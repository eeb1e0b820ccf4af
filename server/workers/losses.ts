import type { TrainingJob } from '../../shared/protocol/http.ts';

type Losses = TrainingJob['losses'];

/** Points kept of a loss curve. */
const MOST = 400;

/** A loss curve with one point more; over {@link MOST} points every second one is dropped, so the rest stay evenly spread. */
export function withLoss(losses: Losses, step: number, values: Losses[number]['values']): Losses {
  const earlier = losses.filter((point) => point.step < step); // a resumed run repeats the steps since its checkpoint
  const grown = [...earlier, { step, values }];
  return grown.length <= MOST ? grown : grown.filter((_, i) => (grown.length - 1 - i) % 2 === 0);
}
