import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { ImageSet } from '../../server/ml/dataset.ts';
import { startEngine } from '../../server/ml/engine/index.ts';
import { CheckpointError } from '../../server/ml/generator.ts';
import type { Generator, ImageShape, TensorMap, TrainStep } from '../../server/ml/generator.ts';
import { breachOf } from '../../server/ml/generators/contract.ts';
import { findGenerator, listGenerators } from '../../server/ml/generators/index.ts';
import { rngFor } from '../../server/ml/random.ts';

/** Compiling the graphs of a network takes seconds on a busy machine. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const SIDE = 16;
const PIXELS = SIDE * SIDE;
const shape: ImageShape = { height: SIDE, width: SIDE, channels: 1, classes: 3 };
const STEPS = 2;

/** Bars: upright, level, or both; class 2 is rare. */
function pictures(n: number, labelled = true): ImageSet {
  const rng = rngFor('generators contract');
  const images = new Uint8Array(n * PIXELS);
  const labels = Uint8Array.from({ length: n }, (_, i) => (i % 8 === 0 ? 2 : i % 2));
  for (let i = 0; i < n; i++) {
    const [x, y] = [3 + rng.int(9), 3 + rng.int(9)];
    for (let j = 0; j < SIDE; j++) {
      if (labels[i] !== 1) images[i * PIXELS + j * SIDE + x] = 200 + rng.int(56);
      if (labels[i] !== 0) images[i * PIXELS + y * SIDE + j] = 200 + rng.int(56);
    }
  }
  return { images, labels: labelled ? labels : null, n, height: SIDE, width: SIDE, channels: 1 };
}

const plugins = await listGenerators();
beforeAll(async () => {
  await startEngine();
});

it('finds the ladder, small rungs first', async () => {
  const names = plugins.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['gaussian', 'gmm', 'vae', 'gan', 'diffusion']));
  expect(plugins.map(({ rung }) => rung)).toEqual(plugins.map(({ rung }) => rung).sort((a, b) => a - b));
  await expect(findGenerator('crayon')).rejects.toThrow(/There is no generator called "crayon"; choose one of/);
});

it('says what is wrong with a plug-in', () => {
  const good = plugins[0]!;
  expect(breachOf(good, good.name)).toBeNull();
  expect(breachOf({ ...good, giveaway: { en: 'x' } }, good.name)).toMatch(/'giveaway.ko' is wrong/);
  expect(breachOf({ ...good, presets: { classroom: {}, full: {} } }, good.name)).toMatch(/its preset 'classroom'/);
});

const largestError = (a: Uint8Array, b: Uint8Array): number => {
  expect(a.length).toBe(b.length);
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0);
};

for (const plugin of plugins) {
  describe(`the generator ${plugin.name}`, () => {
    const set = pictures(96);
    const open: Generator[] = [];
    const create = async (of = shape): Promise<Generator> => {
      const model = await plugin.create(of, plugin.presets.classroom, 5);
      open.push(model);
      return model;
    };
    const fitted = async (of = shape, train = set): Promise<{ model: Generator; steps: TrainStep[] }> => {
      const model = await create(of);
      const steps: TrainStep[] = [];
      const stop = new AbortController();
      for await (const step of model.fit(train, { signal: stop.signal })) {
        steps.push(step);
        if (steps.length === STEPS) stop.abort();
      }
      return { model, steps };
    };
    let model: Generator;
    let steps: TrainStep[];
    let saved: TensorMap;
    beforeAll(async () => {
      ({ model, steps } = await fitted());
      saved = await model.save();
    });
    afterAll(() => open.forEach((one) => one.dispose()));

    it('explains each setting in two languages, within limits', () => {
      const schema = z.toJSONSchema(plugin.config) as { properties: Record<string, Record<string, unknown>> };
      for (const [name, field] of Object.entries(schema.properties)) {
        expect([name, field.description]).toEqual([
          name,
          expect.stringMatching(/^[^|]*[a-z][^|]* \| [^|]*[가-힣][^|]*$/),
        ]);
        const bounded =
          field.enum ?? (field.type === 'boolean' || (field.minimum !== undefined && field.maximum !== undefined));
        expect([name, Boolean(bounded)]).toEqual([name, true]);
      }
      for (const words of [plugin.title, plugin.idea, plugin.giveaway]) expect(words.ko).toMatch(/[가-힣]/);
    });

    it('trains step by step with finite losses, and stops when told', () => {
      expect(steps.map(({ step }) => step)).toEqual([1, 2]);
      for (const { losses, totalSteps } of steps) {
        expect(totalSteps).toBeGreaterThan(STEPS);
        expect(Object.keys(losses).length).toBeGreaterThan(0);
        expect(Object.values(losses).every(Number.isFinite)).toBe(true);
      }
      expect(model.describe().step).toBe(STEPS);
      expect(model.describe().parameters).toBeGreaterThan(0);
    });

    it('gives equal samples for equal seeds, others for others', async () => {
      const progress: number[] = [];
      const first = await model.sample({ n: 6, seed: 1, onProgress: (done) => progress.push(done) });
      expect(first.images.length).toBe(6 * PIXELS);
      expect(progress.at(-1)).toBe(6);
      expect(await model.sample({ n: 6, seed: 1 })).toEqual(first);
      expect((await model.sample({ n: 6, seed: 2 })).images).not.toEqual(first.images);
    });

    it('gives image i of a request alone, from its own index', async () => {
      const all = await model.sample({ n: 12, seed: 3, firstIndex: 10 });
      const one = await model.sample({ n: 1, seed: 3, firstIndex: 17 });
      // One grey level: the same sums in another batch size may round the other way.
      expect(largestError(one.images, all.images.slice(7 * PIXELS, 8 * PIXELS))).toBeLessThanOrEqual(1);
      expect(one.labels).toEqual(all.labels?.slice(7, 8) ?? null);
    });

    it('gives one class where it can, and says so where there is none such', async () => {
      if (!plugin.conditional) return expect((await model.sample({ n: 2, seed: 1 })).labels).toBeNull();
      expect((await model.sample({ n: 3, seed: 1, label: 2 })).labels).toEqual(Uint8Array.of(2, 2, 2));
      await expect(model.sample({ n: 1, seed: 1, label: 3 })).rejects.toThrow(/0 to 2/);
      const { labels } = await model.sample({ n: 40, seed: 1 });
      expect(labels!.every((label) => label < 3)).toBe(true);
      expect(labels!.filter((label) => label === 2).length).toBeLessThan(11); // one in eight of the data
    });

    it('saves and restores the same model', async () => {
      const other = await create();
      other.restore(saved);
      expect(await other.save()).toEqual(saved);
      const request = { n: 4, seed: 9 };
      expect(await other.sample(request)).toEqual(await model.sample(request));
    });

    it('stopped, saved and resumed, goes on exactly as if it had not been', async () => {
      const one = await create();
      for await (const { step } of one.fit(set)) if (step === 1) break;
      const two = await create();
      two.restore(await one.save({ forResume: true }));
      const stop = new AbortController();
      for await (const { step } of two.fit(set, { signal: stop.signal })) {
        expect(step).toBe(2);
        stop.abort();
      }
      expect(await two.save()).toEqual(saved);
    });

    it('names the tensor that is missing or of another shape', async () => {
      const other = await create();
      for (const name of saved.keys()) {
        const { shape: dimensions, data } = saved.get(name)!;
        const missing = new Map(saved);
        missing.delete(name);
        const misshapen = new Map(saved).set(name, { shape: [...dimensions, 1, 2], data });
        for (const tensors of [missing, misshapen]) {
          expect(() => other.restore(tensors)).toThrow(CheckpointError);
          expect(() => other.restore(tensors)).toThrow(name);
        }
      }
    });

    it('learns data without classes', async () => {
      const { model: plain } = await fitted({ ...shape, classes: 0 }, pictures(32, false));
      const { images, labels } = await plain.sample({ n: 2, seed: 1 });
      expect(images.length).toBe(2 * PIXELS);
      expect(labels).toBeNull();
    });
  });
}
