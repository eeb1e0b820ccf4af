import { z } from 'zod';
import { LabError, operation, picturesOf, type Lab } from '../../ml/lab.ts';

/** What can be asked of a data set alone. */
export const lab: Lab = {
  /** Held-out real pictures; of one class where asked. */
  reals: operation(
    z.object({
      n: z.int().min(1).max(100),
      first: z.int().min(0).max(1000).default(0),
      label: z.int().min(0).max(255).optional(),
    }),
    (_none, { n, first, label }, context) => {
      const reals = context.reals();
      const size = reals.height * reals.width * reals.channels;
      const chosen: number[] = [];
      for (let i = 0, seen = 0; i < reals.n && chosen.length < n; i++) {
        if (label !== undefined && reals.labels?.[i] !== label) continue;
        if (seen++ >= first) chosen.push(i);
      }
      if (chosen.length === 0)
        throw new LabError(`No real picture of class ${label ?? '(any)'} hangs from place ${first} on.`);
      const images = new Uint8Array(chosen.length * size);
      chosen.forEach((from, i) => images.set(reals.images.subarray(from * size, (from + 1) * size), i * size));
      return { pictures: picturesOf(images, reals), labels: reals.labels && chosen.map((i) => reals.labels![i]) };
    },
  ),
};
