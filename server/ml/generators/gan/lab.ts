import { z } from 'zod';
import { operation, picturesOf, type Lab } from '../../lab.ts';
import { rngFor } from '../../random.ts';
import { Critic, SHOWN } from './critic.ts';
import type { Gan } from './gan.ts';

/** Pictures on a walk; one size, so that one graph is compiled. */
const STEPS = 16;
/** Moves of a new critic between two looks, and at most. */
const MOVES_EACH = 5;
const MOST_MOVES = 60;

/** The critic of a model, as far as it has been asked for, and what it said on the way. */
interface Learning {
  readonly critic: Critic;
  readonly said: Map<number, Awaited<ReturnType<Critic['judge']>>>;
}
const critics = new WeakMap<Gan, Learning>();

export const lab: Lab = {
  /** From one code to another along the sphere on which codes of this length lie; the class stays. */
  walk: operation(
    z.object({
      from: z.int().min(0).max(0x7fffffff),
      to: z.int().min(0).max(0x7fffffff),
      label: z.int().min(0).max(255).optional(),
    }),
    async (gan: Gan, { from, to, label }, { header }) => {
      const { latent } = gan.made.config;
      const [a, b] = [codeOf(from, latent), codeOf(to, latent)];
      const codes = new Float32Array(STEPS * latent);
      for (let i = 0; i < STEPS; i++) codes.set(between(a, b, i / (STEPS - 1)), i * latent);
      const images = await gan.render(codes, new Int32Array(STEPS).fill(label ?? -1));
      return { pictures: picturesOf(images, header.shape) };
    },
  ),

  /** A new discriminator after so many moves against this generator, and what it says of unseen pictures of both sides. */
  critic: operation(
    z.object({ moves: z.int().min(0).max(MOST_MOVES).multipleOf(MOVES_EACH) }),
    async (gan: Gan, { moves }, context) => {
      const learning: Learning = critics.get(gan) ?? { critic: new Critic(gan, context.reals()), said: new Map() };
      critics.set(gan, learning);
      const { critic, said } = learning;
      while (critic.moves <= moves) {
        if (critic.moves % MOVES_EACH === 0 && !said.has(critic.moves)) said.set(critic.moves, await critic.judge());
        if (said.has(moves)) break;
        await critic.move();
      }
      const { reals, fakes, onReals, onFakes } = said.get(moves)!;
      return {
        reals: picturesOf(reals, context.header.shape),
        fakes: picturesOf(fakes, context.header.shape),
        onReals,
        onFakes,
        right: (onReals.filter((p) => p > 0.5).length + onFakes.filter((p) => p <= 0.5).length) / (2 * SHOWN),
      };
    },
  ),
};

const codeOf = (seed: number, latent: number): Float32Array => {
  const rng = rngFor('lab', 'gan', seed);
  return Float32Array.from({ length: latent }, () => rng.normal());
};

/** Spherical interpolation: all codes on the way are as likely as the ends. Source: White 2016. */
function between(a: Float32Array, b: Float32Array, t: number): Float32Array {
  const [lengthA, lengthB] = [Math.hypot(...a), Math.hypot(...b)];
  const cosine = a.reduce((sum, value, i) => sum + value * b[i]!, 0) / (lengthA * lengthB);
  const angle = Math.acos(Math.max(-1, Math.min(1, cosine)));
  if (angle < 1e-6) return a;
  const [p, q] = [Math.sin((1 - t) * angle) / Math.sin(angle), Math.sin(t * angle) / Math.sin(angle)];
  return a.map((value, i) => p * value + q * b[i]!);
}
