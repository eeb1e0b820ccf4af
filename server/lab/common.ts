import { z } from 'zod';
import { operation, picturesOf, type Lab } from '../ml/lab.ts';

/** Pictures at most in one answer. */
const MOST = 100;

/** What every model answers, whatever its rung. */
export const common: Lab = {
  /** Samples as the gallery's are: a function of (checkpoint, seed, index). */
  sample: operation(
    z.object({
      n: z.int().min(1).max(MOST),
      seed: z.int().min(0).max(0x7fffffff),
      firstIndex: z.int().min(0).max(1_000_000).optional(),
      label: z.int().min(0).max(255).optional(),
      prompt: z.string().max(200).optional(),
    }),
    async (generator, request, { header }) => {
      const { images, labels } = await generator.sample(request);
      return { pictures: picturesOf(images, header.shape), labels: labels && [...labels] };
    },
  ),
};
