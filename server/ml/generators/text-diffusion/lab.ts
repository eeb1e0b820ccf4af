import { z } from 'zod';
import { promptRead, shownOf } from '../../captions/lab.ts';
import { operation, picturesOf, type Lab } from '../../lab.ts';
import { rngFor } from '../../random.ts';
import type { TextDiffusion } from './text-diffusion.ts';

/** Pictures of one prompt: as many as the smallest batch holds. */
const PICTURES = 6;

export const lab: Lab = {
  /** Six pictures of a prompt, what each shows, and what the first looked like behind the noise at each step on the way. */
  draw: operation(
    z.object({
      prompt: z.string().max(200),
      guidance: z.number().min(0).max(8),
      steps: z.int().min(2).max(24),
      seed: z.int().min(0).max(0x7fffffff),
    }),
    async (model: TextDiffusion, { prompt, guidance, steps, seed }, context) => {
      const { header } = context;
      const reading = model.captions.read(prompt);
      const size = header.shape.height * header.shape.width * header.shape.channels;
      const way: { sigma: number; picture: Uint8Array }[] = [];
      const images = await model.draw(
        Array.from({ length: PICTURES }, () => reading.tokens),
        (i) => rngFor(seed, 'text-diffusion', i),
        {
          guidance,
          samplerSteps: steps,
          onStep: (behind, sigma) => {
            // Heun's rule looks at each level twice; the second look is the better one.
            if (way.at(-1)?.sigma === sigma) way.pop();
            way.push({ sigma, picture: behind.slice(0, size) });
          },
        },
      );
      const frames = [...way.map(({ picture }) => picture), images.slice(0, size)];
      return {
        read: promptRead(model.captions, reading),
        pictures: picturesOf(images, header.shape),
        shown: await shownOf(model.captions, images, reading, context),
        way: picturesOf(Uint8Array.from(frames.flatMap((frame) => [...frame])), header.shape),
        sigmas: [...way.map(({ sigma }) => sigma), 0],
      };
    },
  ),
};
