import { describe, expect, it } from 'vitest';
import { metricScore } from '../../server/ml/checkpoint.ts';
import { MetricError, type FeatureTable } from '../../server/ml/metric.ts';
import { breachOf } from '../../server/ml/metrics/contract.ts';
import { findMetric, listMetrics } from '../../server/ml/metrics/index.ts';
import { rngFor } from '../../server/ml/random.ts';

const [N, DIMENSIONS, CLASSES] = [200, 6, 4];

/** Features N(shift, 1) and predictions that name one class with the given certainty. */
function table(key: string, shift: number, certainty: number, n = N): FeatureTable {
  const rng = rngFor('metrics contract', key);
  const features = Float32Array.from({ length: n * DIMENSIONS }, () => rng.normal() + shift);
  const probabilities = Float32Array.from({ length: n * CLASSES }, (_, i) => {
    const own = Math.floor(i / CLASSES) % CLASSES === i % CLASSES;
    return own ? certainty : (1 - certainty) / (CLASSES - 1);
  });
  return { n, dimensions: DIMENSIONS, features, classes: CLASSES, probabilities };
}
const reals = table('reals', 0, 0.97);

const plugins = await listMetrics();

it('finds the three measures that every checkpoint is scored by', async () => {
  expect(plugins.map(({ name }) => name)).toEqual(expect.arrayContaining(['frechet', 'inception-score', 'kid']));
  await expect(findMetric('fid')).rejects.toThrow(/There is no metric called 'fid'; choose one of/);
});

it('says what is wrong with a plug-in', () => {
  const good = plugins[0]!;
  expect(breachOf(good, good.name)).toBeNull();
  expect(breachOf(undefined, 'x')).toMatch(/should export 'plugin'/);
  expect(breachOf({ ...good, better: 'faster' }, good.name)).toMatch(/'better' is wrong/);
  expect(breachOf({ ...good, title: { en: 'Only English' } }, good.name)).toMatch(/'title.ko' is wrong/);
  expect(breachOf(good, 'elsewhere')).toMatch(/its folder 'elsewhere'/);
});

for (const plugin of plugins) {
  describe(`the metric ${plugin.name}`, () => {
    it('has a value within its interval, repeats with its seed, and counts its samples', async () => {
      const input = { samples: table('a', 0.2, 0.9), reals, seed: 3 };
      const score = await plugin.score(input);
      expect(metricScore.safeParse(score).success).toBe(true);
      expect(score.low).toBeLessThanOrEqual(score.value);
      expect(score.high).toBeGreaterThanOrEqual(score.value);
      expect(score.high).toBeGreaterThan(score.low);
      expect(score.n).toBe(N);
      expect(await plugin.score(input)).toEqual(score);
    });

    it('is better for samples like the reals than for others, by more than its intervals', async () => {
      const good = await plugin.score({ samples: table('good', 0, 0.97), reals, seed: 1 });
      const bad = await plugin.score({ samples: table('bad', 1.5, 0.4), reals, seed: 1 });
      if (plugin.better === 'lower') expect(good.high).toBeLessThan(bad.low);
      else expect(good.low).toBeGreaterThan(bad.high);
    });

    it('does not change what it is given', async () => {
      const samples = table('kept', 0.1, 0.8);
      const before = { features: samples.features.slice(), probabilities: samples.probabilities.slice() };
      await plugin.score({ samples, reals, seed: 1 });
      expect(samples.features).toEqual(before.features);
      expect(samples.probabilities).toEqual(before.probabilities);
    });

    it('stops when told, and refuses one image, tables of two extractors, and features that are no numbers', async () => {
      const samples = table('a', 0, 0.9);
      const stopped = AbortSignal.abort(new Error('enough'));
      await expect(plugin.score({ samples, reals, seed: 1, signal: stopped })).rejects.toThrow('enough');
      await expect(plugin.score({ samples: table('one', 0, 0.9, 1), reals, seed: 1 })).rejects.toThrow(MetricError);
      await expect(plugin.score({ samples: { ...samples, dimensions: 3 }, reals, seed: 1 })).rejects.toThrow(
        MetricError,
      );
      const broken = { ...samples, features: samples.features.map(() => NaN) };
      await expect(plugin.score({ samples: broken, reals, seed: 1 })).rejects.toThrow(MetricError);
    });
  });
}
