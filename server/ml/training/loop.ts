import { DivergedError } from '../generator.ts';
import type { TrainStep } from '../generator.ts';

/** No loss here is of this size unless training has run away. */
const DIVERGED = 1e8;

/**
 * The loop every iterative fit shares: runs `stepOnce(step)` from `from` to `totalSteps`, yields its losses, stops between steps
 * when the signal says so.
 *
 * @throws DivergedError as soon as a loss is not finite or absurdly large; the step that gave it must be thought lost
 */
export async function* trainingSteps(
  from: number,
  totalSteps: number,
  stepOnce: (step: number) => Promise<Readonly<Record<string, number>>>,
  signal?: AbortSignal,
): AsyncGenerator<TrainStep> {
  for (let step = from; step < totalSteps; step++) {
    if (signal?.aborted) return;
    const losses = await stepOnce(step);
    for (const [name, value] of Object.entries(losses)) {
      if (!(Math.abs(value) < DIVERGED)) {
        throw new DivergedError(
          `The loss "${name}" should be a finite number but became ${value} at step ${step + 1} of ${totalSteps}; lower the learning rate or try another seed.`,
        );
      }
    }
    yield { step: step + 1, totalSteps, losses };
  }
}
