import { z } from 'zod';
import { LabError, operation, picturesOf, type Lab } from '../../ml/lab.ts';
import { pixelMoments, pixelRows } from '../../ml/numeric/pixels.ts';
import { principalComponents, projectRows } from '../../ml/numeric/principal.ts';
import { rngFor } from '../../ml/random.ts';
import { readFeatures } from '../../ml/evaluate/features.ts';
import type { FeatureTable } from '../../ml/metric.ts';
import { findMetric } from '../../ml/metrics/index.ts';
import { halves, spoil, spoils } from './spoil.ts';

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

  /** Held-out real pictures as coordinates along their own principal components, with all that turns those back into pictures. */
  principal: operation(
    z.object({ n: z.int().min(50).max(1000), dimensions: z.int().min(1).max(24) }),
    async (_none, { n, dimensions }, context) => {
      const reals = context.reals();
      const data = pixelRows({ ...reals, n: Math.min(n, reals.n) });
      const mean = pixelMoments(data).mean;
      const k = Math.min(dimensions, data.rows.length - 1);
      const { components, variances } = await principalComponents(data, mean, k, rngFor('lab', 'principal'));
      const points = await projectRows(data, mean, components, k);
      const { height, width, channels } = reals;
      return {
        shape: { height, width, channels },
        n: data.rows.length,
        dimensions: k,
        /** Grey values from the mean along each component. [n, dimensions] */
        points: Array.from(points, Math.round),
        mean: Array.from(mean, Math.round),
        /** Unit vectors. [dimensions, pixels] */
        components: Array.from(components, (value) => Number(value.toFixed(4))),
        share: variances.reduce((sum, variance) => sum + variance, 0) / total(pixelMoments(data).variance),
        pictures: picturesOf(reals.images.subarray(0, data.rows.length * data.d), reals),
        labels: reals.labels && [...reals.labels.subarray(0, data.rows.length)],
      };
    },
  ),

  /** What the measures say of held-out real pictures that were made worse by hand, against as many that were not. */
  spoiled: operation(spoils, async (_none, asked, context) => {
    const { reference, mine } = halves(context.reals());
    const worse = spoil(mine, asked);
    const classifier = await context.classifier();
    const kept = references.get(classifier);
    const reals = kept ?? (await readFeatures(classifier, reference.images, reference.n));
    if (!kept) references.set(classifier, reals);
    const samples = await readFeatures(classifier, worse.images, worse.n);
    const scores: Record<string, { value: number; low: number; high: number }> = {};
    for (const name of MEASURES) {
      const { value, low, high } = await (await findMetric(name)).score({ samples, reals, seed: 1 });
      scores[name] = { value, low, high };
    }
    const shown = Math.min(SHOWN, worse.n);
    return {
      n: worse.n,
      scores,
      pictures: picturesOf(worse.images.subarray(0, (shown * worse.images.length) / worse.n), worse),
    };
  }),
};

/** In the order in which a page lists them. */
const MEASURES = ['frechet', 'kid', 'inception-score', 'precision', 'recall'] as const;
const SHOWN = 30;
/** Features of the untouched half, by the classifier that read them. */
const references = new WeakMap<object, FeatureTable>();

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
