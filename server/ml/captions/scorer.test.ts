import { beforeAll, expect, it, vi } from 'vitest';
import { startEngine, tf } from '../engine/index.ts';
import { rngFor } from '../random.ts';
import { Layout } from '../training/layout.ts';
import { captionRows, encodeCaption, withEncoder } from './caption-encoder.ts';
import { Captions } from './captions.ts';
import { contrastOf } from './contrast.ts';
import { Scorer } from './scorer.ts';
import { bars, BARS } from './testing/bars.ts';

/** Compiling the graphs of a network takes seconds on a busy machine. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(async () => {
  await startEngine();
});

it('the scorer learns which caption is true of a picture', async () => {
  const scorer = new Scorer(BARS, 2, 1);
  const n = 16;
  for (let step = 0; step < 40; step++) {
    const set = bars(n, step);
    const told = [...Array.from(set.labels!, (label) => [label]), ...Array.from(set.labels!, (label) => [1 - label])];
    const contrast = { told, wrong: (i: number, j: number) => told[j]![0] !== set.labels![i] };
    await scorer.descend(set.images, contrast, { learningRate: 3e-3, emaDecay: 0.8 });
  }
  const held = bars(n, 1000);
  const [right, wrong] = await Promise.all([
    scorer.score(
      held.images,
      Array.from(held.labels!, (label) => [label]),
    ),
    scorer.score(
      held.images,
      Array.from(held.labels!, (label) => [1 - label]),
    ),
  ]);
  expect(right.filter((score, i) => score > wrong[i]!).length).toBeGreaterThanOrEqual(n - 1);
  scorer.dispose();
});

it('every picture of a contrast has a caption that is right of it and a foil that is wrong of it', () => {
  const captions = new Captions(BARS);
  const set = bars(60, 1);
  const { kinds, levels } = captions.measure(set, 0.05);
  const n = 40;
  const { told, wrong } = contrastOf(captions, 2, kinds, levels.slice(0, n), rngFor('contrast'));
  expect(told).toHaveLength(2 * n);
  const places = Array.from({ length: n }, (_, i) => i);
  expect(places.filter((i) => wrong(i, i))).toEqual([]);
  // A caption of which everything was left out has no foil.
  expect(places.filter((i) => told[i]!.length > 0 && !wrong(i, n + i))).toEqual([]);
});

it('reads captions whatever the order of their words, and tells words apart', async () => {
  const layout = withEncoder(new Layout(), 9, 16);
  const encode = async (captions: number[][]): Promise<Float32Array[]> => {
    const vectors = tf.tidy(() =>
      encodeCaption(
        layout.weights(tf.tensor1d(layout.initial(1, 'words'))),
        tf.tensor2d(captionRows(captions, 9), [captions.length * 4, 10]),
      ),
    );
    const values = (await vectors.data()) as Float32Array;
    vectors.dispose();
    return captions.map((_, i) => values.slice(i * 16, (i + 1) * 16));
  };
  const [one, turned, other, silent] = await encode([[1, 5, 7], [7, 1, 5], [1, 5, 8], []]);
  const distance = (a: Float32Array, b: Float32Array): number => Math.hypot(...a.map((v, i) => v - b[i]!));
  expect(distance(one!, turned!)).toBeLessThan(1e-5);
  expect(distance(one!, other!)).toBeGreaterThan(0.1);
  expect(distance(one!, silent!)).toBeGreaterThan(0.1);
  // What a word adds is the same in every company.
  const [plain, thin, two, thinTwo] = await encode([[1], [1, 5], [2], [2, 5]]);
  expect(
    distance(
      thin!.map((v, i) => v - plain![i]!),
      thinTwo!.map((v, i) => v - two![i]!),
    ),
  ).toBeLessThan(1e-5);
});
