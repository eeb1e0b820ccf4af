import { beforeAll, expect, it } from 'vitest';
import { startEngine } from '../../engine/index.ts';
import { rngFor } from '../../random.ts';
import { plugin } from './index.ts';
import { binarised, logMeanExp } from './measures.ts';
import { Vae } from './vae.ts';

beforeAll(async () => {
  await startEngine();
});

it.each([0, 2])('let go entirely, a code costs nothing, with %s details a patch', async (details) => {
  const shape = { height: 16, width: 16, channels: 1, classes: 2 } as const;
  const model = new Vae(shape, { ...plugin.presets.classroom, channels: 16, latent: 4, details }, 1);
  const rng = rngFor('grip');
  const image = Uint8Array.from({ length: 256 }, () => rng.int(256));
  const draw = (i: number) => rngFor('draw', i);
  // One draw: with details the KL depends on the code drawn.
  const found = await model.bounds.held(image, 1, [[0, 0], [1, 0], [1, -1]], draw, 1); // prettier-ignore
  const own = await model.bounds.of(
    Float32Array.from(image, (value) => value / 255),
    [1],
    1,
    draw(0),
  );
  expect(Math.abs(found.kl[0]!)).toBeLessThan(1e-3);
  expect(Math.abs(found.kl[1]! - own.kl[0]!)).toBeLessThan(1e-3 * own.kl[0]!);
  expect(found.kl[2]!).toBeGreaterThan(found.kl[1]!);
  model.dispose();
});

it('binarises with the grey value as the chance of white', () => {
  const grey = [0, 51, 128, 255];
  const n = 20_000;
  const drawn = binarised(
    Uint8Array.from({ length: 4 * n }, (_, i) => grey[i % 4]!),
    3,
  );
  grey.forEach((value, k) => {
    const share = drawn.filter((_, i) => i % 4 === k).reduce((a, b) => a + b, 0) / n;
    expect(Math.abs(share - value / 255)).toBeLessThan(0.015);
  });
  expect(logMeanExp([-1000, -1000])).toBeCloseTo(-1000, 10);
  expect(logMeanExp([0, Math.log(3)])).toBeCloseTo(Math.log(2), 10);
});
