import { beforeAll, expect, it } from 'vitest';
import { startEngine } from '../../engine/index.ts';
import { rngFor } from '../../random.ts';
import { jittered } from './augment.ts';
import { Classifier } from './classifier.ts';
import { plugin } from './index.ts';

const shape = { height: 16, width: 16, channels: 1, classes: 3 } as const;
const settings = { ...plugin.presets.full, channels: 16 };

beforeAll(async () => {
  await startEngine();
});

it('reads each picture on its own: features do not depend on the batch', async () => {
  const model = new Classifier(shape, settings, 1);
  const rng = rngFor('features');
  const images = Uint8Array.from({ length: 205 * 256 }, () => rng.int(256));
  const { features, probabilities } = await model.features(images);
  expect([features.length, probabilities.length]).toEqual([205 * 128, 205 * 3]);
  const alone = await model.features(images.subarray(203 * 256, 204 * 256));
  expect(Math.max(...alone.features.map((v, j) => Math.abs(v - features[203 * 128 + j]!)))).toBeLessThan(1e-5);
  for (let i = 0; i < 205; i++) {
    expect(probabilities.subarray(3 * i, 3 * i + 3).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  }
  await expect(model.features(images.subarray(1))).rejects.toThrow(/pictures of 16 x 16 x 1/);
  model.dispose();
});

it('needs classes', () => {
  expect(() => new Classifier({ ...shape, classes: 0 }, settings, 1)).toThrow(/at least two classes/);
});

it('augments by nothing when told to, and by whole pixels exactly', () => {
  const rng = rngFor('augment');
  const images = Uint8Array.from({ length: 2 * 256 }, () => rng.int(256));
  const out = new Float32Array(256);
  const size = { height: 16, width: 16, channels: 1 };
  jittered(images, 1, size, { shift: 0, rotate: 0 }, rng, out, 0);
  expect(Math.max(...out.map((v, j) => Math.abs(255 * v - images[256 + j]!)))).toBeLessThan(1e-3);
  // The draws of rotation, then of the two shifts: with u = 0.75 a shift of 2 is one pixel.
  const fixed = { ...rng, uniform: () => 0.75 };
  jittered(images, 0, size, { shift: 2, rotate: 0 }, fixed, out, 0);
  for (let y = 0; y < 15; y++)
    for (let x = 0; x < 15; x++) expect(255 * out[16 * y + x]!).toBeCloseTo(images[16 * (y + 1) + x + 1]!, 2);
  expect(out[255]).toBe(0);
});
