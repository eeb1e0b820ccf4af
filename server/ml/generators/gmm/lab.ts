import { z } from 'zod';
import { LabError, operation, picturesOf, type Lab } from '../../lab.ts';
import { toPixels } from '../../numeric/lowRankGaussian.ts';
import { rngFor } from '../../random.ts';
import { drawMixture } from './mixture.ts';
import type { GmmModel } from './model.ts';

const label = z.int().min(0).max(255).default(0);

export const lab: Lab = {
  /** The components of a class, heaviest first: weight and average picture of each. */
  components: operation(z.object({ label }), (model: GmmModel, input, { header }) => {
    const mixture = model.mixtureOf(input.label);
    const order = byWeight(mixture.weights);
    return {
      dimensions: mixture.d,
      weights: order.map((c) => mixture.weights[c]!),
      pictures: picturesOf(
        painted(
          model,
          input.label,
          order.map((c) => mixture.means.subarray(c * mixture.d, (c + 1) * mixture.d)),
        ),
        header.shape,
      ),
    };
  }),

  /** Pictures drawn from one component alone, counted as `components` lists them. */
  draw: operation(
    z.object({
      label,
      component: z.int().min(0).max(1000),
      n: z.int().min(1).max(64),
      seed: z.int().min(0).max(0x7fffffff),
    }),
    (model: GmmModel, input, { header }) => {
      const mixture = model.mixtureOf(input.label);
      const component = byWeight(mixture.weights)[input.component];
      if (component === undefined) {
        throw new LabError(`The mixture has components 0 to ${mixture.k - 1}; ${input.component} was asked for.`);
      }
      const alone = { ...mixture, weights: mixture.weights.map((_, c) => Number(c === component)) };
      const points = Array.from({ length: input.n }, (_, i) =>
        drawMixture(alone, rngFor(input.seed, 'lab', 'gmm', component, i)),
      );
      return { pictures: picturesOf(painted(model, input.label, points), header.shape) };
    },
  ),
};

const byWeight = (weights: Float64Array): number[] =>
  [...weights.keys()].sort((a, b) => weights[b]! - weights[a]! || a - b);

function painted(model: GmmModel, label: number, points: readonly Float64Array[]): Uint8Array {
  const values = new Float64Array(model.pixels);
  const images = new Uint8Array(points.length * model.pixels);
  points.forEach((point, i) => {
    model.paint(point, label, values);
    toPixels(values, images, i * model.pixels);
  });
  return images;
}
