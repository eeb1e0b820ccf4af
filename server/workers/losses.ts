import type { TrainingJob } from '../../shared/protocol/http.ts';
import { spread } from './spread.ts';

type Losses = TrainingJob['losses'];

/** Points kept of a loss curve. */
const MOST = 400;

/** A loss curve with one point more, at most {@link MOST} of them. */
export function withLoss(losses: Losses, point: Losses[number]): Losses {
  const earlier = losses.filter(({ step }) => step < point.step); // a resumed run repeats the steps since its checkpoint
  return spread([...earlier, point], MOST);
}
