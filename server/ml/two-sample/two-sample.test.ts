import { describe, expect, it, vi } from 'vitest';
import { MetricError } from '../metric.ts';
import { rngFor } from '../random.ts';
import { twoSampleTest } from './test.ts';

/** Starting the engine and compiling its graphs takes seconds on a busy machine. */
vi.setConfig({ testTimeout: 120_000 });

const shape = { height: 8, width: 8, channels: 1 as const };
const settings = { channels: 16, epochs: 6, batch: 32 };

/** Pictures of a bright line, level or upright, in noise. */
function lines(n: number, upright: boolean, key: string): Uint8Array {
  const rng = rngFor('two-sample test', key);
  const images = new Uint8Array(n * 64);
  for (let i = 0; i < n; i++) {
    const at = rng.int(8);
    for (let p = 0; p < 64; p++) images[i * 64 + p] = ((upright ? p % 8 : p >> 3) === at ? 180 : 40) + rng.int(60);
  }
  return images;
}

describe('the classifier two-sample test', () => {
  it('tells different pictures apart, not those of one kind, and repeats', async () => {
    const reals = lines(160, false, 'reals');
    const other = await twoSampleTest(lines(160, true, 'other'), reals, shape, { seed: 1, settings });
    const same = await twoSampleTest(lines(160, false, 'same'), reals, shape, { seed: 1, settings });
    expect(other.n).toBe(64);
    expect(other.accuracy).toBeGreaterThan(0.9);
    expect(Math.abs(same.accuracy - 0.5)).toBeLessThan(0.25); // four standard errors of 64 guesses
    expect(await twoSampleTest(lines(160, false, 'same'), reals, shape, { seed: 1, settings })).toEqual(same);
  });

  it('refuses too few, and stops when told', async () => {
    const few = lines(5, false, 'few');
    await expect(twoSampleTest(few, few, shape, { seed: 1 })).rejects.toThrow(MetricError);
    const signal = AbortSignal.abort(new Error('enough'));
    const images = lines(30, false, 'many');
    await expect(twoSampleTest(images, images, shape, { seed: 1, signal })).rejects.toThrow('enough');
  });
});
