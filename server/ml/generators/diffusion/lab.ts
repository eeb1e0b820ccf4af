import { z } from 'zod';
import { LabError, operation, picturesOf, type Lab } from '../../lab.ts';
import { rngFor } from '../../random.ts';
import type { Diffusion } from './diffusion.ts';
import { solve } from './sampler.ts';
import { noiseLevels, scalings } from './schedule.ts';

/** Noise levels at which a real picture is shown, the cleanest first. */
const LEVELS = [0.02, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2.2, 3.5, 6, 12, 40];

const seed = z.int().min(0).max(0x7fffffff);
/** Null asks for no class. */
const label = z.int().min(0).max(255).nullable();
const guidance = z.number().min(0).max(8);

export const lab: Lab = {
  /** A held-out real picture under more and more noise, and what the model makes of each. */
  noised: operation(
    z.object({ index: z.int().min(0).max(999), seed, tell: z.boolean(), guidance }),
    async (model: Diffusion, input, context) => {
      const { shape } = context.header;
      const reals = context.reals();
      if (input.index >= reals.n) throw new LabError(`Only ${reals.n} real pictures hang; ask for one below that.`);
      const size = shape.height * shape.width * shape.channels;
      const real = reals.images.slice(input.index * size, (input.index + 1) * size);
      const own = reals.labels?.[input.index] ?? shape.classes;
      const asked = Int32Array.of(input.tell ? own : shape.classes);
      const y = model.unitsOf(real);
      const rng = rngFor('lab', 'noise', input.seed);
      const noise = Float32Array.from(y, () => rng.normal());
      const [noisy, guessed] = [new Uint8Array(LEVELS.length * size), new Uint8Array(LEVELS.length * size)];
      for (const [i, sigma] of LEVELS.entries()) {
        const c = scalings(sigma);
        const scaled = y.map((value, j) => c.input * (value + sigma * noise[j]!));
        const f = await model.evaluate(scaled, sigma, asked, input.guidance);
        noisy.set(model.levelsOf(scaled), i * size);
        guessed.set(model.levelsOf(scaled.map((value, j) => (c.skip * value) / c.input + c.out * f[j]!)), i * size);
      }
      return {
        levels: LEVELS,
        label: own === shape.classes ? null : own,
        real: picturesOf(real, shape),
        noisy: picturesOf(noisy, shape),
        guessed: picturesOf(guessed, shape),
      };
    },
  ),

  /** The sampler on its way from noise to a picture: where it is, scaled to unit variance, and what the model expects there. */
  trajectory: operation(
    z.object({ seed, label, steps: z.int().min(2).max(30), order: z.union([z.literal(1), z.literal(2)]), guidance }),
    async (model: Diffusion, input, { header: { shape } }) => {
      const size = shape.height * shape.width * shape.channels;
      const rng = rngFor('lab', 'trajectory', input.seed);
      const noise = Float32Array.from({ length: size }, () => rng.normal());
      const asked = Int32Array.of(input.label ?? shape.classes);
      if (asked[0]! > shape.classes)
        throw new LabError(`Classes are 0 to ${shape.classes - 1}; ${input.label} was asked for.`);
      const levels = noiseLevels(input.steps);
      const [at, guessed] = [new Uint8Array((input.steps + 1) * size), new Uint8Array((input.steps + 1) * size)];
      let calls = 0;
      const watched = async (scaled: Float32Array, sigma: number): Promise<Float32Array> => {
        const f = await model.evaluate(scaled, sigma, asked, input.guidance);
        // A second-order step looks twice: the first look is from where the sampler stands.
        const stands = input.order === 1 || calls % 2 === 0;
        const step = input.order === 1 ? calls : calls / 2;
        calls++;
        if (!stands) return f;
        const c = scalings(sigma);
        at.set(model.levelsOf(scaled), step * size);
        guessed.set(model.levelsOf(scaled.map((value, j) => (c.skip * value) / c.input + c.out * f[j]!)), step * size);
        return f;
      };
      const end = model.levelsOf(await solve(noise, watched, input.steps, input.order));
      at.set(end, input.steps * size);
      guessed.set(end, input.steps * size);
      return { levels, at: picturesOf(at, shape), guessed: picturesOf(guessed, shape), evaluations: calls };
    },
  ),
};
