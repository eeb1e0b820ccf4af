import { describe, expect, it } from 'vitest';
import type { ImageSet } from '../../ml/dataset.ts';
import { rngFor } from '../../ml/random.ts';
import { halves, spoil, spoils } from './spoil.ts';

const rng = rngFor(1, 'spoil test');
const set: ImageSet = {
  n: 40,
  height: 12,
  width: 10,
  channels: 1,
  images: Uint8Array.from({ length: 40 * 120 }, () => rng.int(256)),
  labels: Uint8Array.from({ length: 40 }, (_, i) => i % 4),
};
const only = (part: object) => spoil(set, spoils.parse(part));

describe('a set made worse', () => {
  it('stays as it is where nothing is asked', () => {
    expect(only({}).images).toEqual(set.images);
  });

  it('keeps the first classes only, and as many pictures', () => {
    const { n, labels } = only({ classes: 2 });
    expect(n).toBe(40);
    expect(new Set(labels)).toEqual(new Set([0, 1]));
  });

  it('holds as many different pictures as asked', () => {
    const { images } = only({ distinct: 3 });
    const kinds = new Set(Array.from({ length: 40 }, (_, i) => images.subarray(i * 120, (i + 1) * 120).join()));
    expect(kinds.size).toBe(3);
  });

  it('blurs without making light, away from the edge', () => {
    const dot = { ...set, n: 1, labels: null, images: new Uint8Array(120) };
    dot.images[6 * 10 + 5] = 255;
    const { images } = spoil(dot, spoils.parse({ blur: 1 }));
    expect(images[6 * 10 + 5]).toBeLessThan(60);
    expect(Math.abs(images.reduce((sum, value) => sum + value, 0) - 255)).toBeLessThan(20); // each pixel is rounded
  });

  it('adds noise of the asked size, the same each time', () => {
    const grey = { ...set, images: new Uint8Array(40 * 120).fill(128) };
    const { images } = spoil(grey, spoils.parse({ noise: 20 }));
    const variance = images.reduce((sum, value) => sum + (value - 128) ** 2, 0) / images.length;
    expect(Math.abs(Math.sqrt(variance) - 20)).toBeLessThan(1);
    expect(spoil(grey, spoils.parse({ noise: 20 })).images).toEqual(images);
  });

  it('shares nothing with its reference', () => {
    const { reference, mine } = halves(set);
    expect([reference.n, mine.n]).toEqual([20, 20]);
    expect(reference.images.subarray(0, 120)).toEqual(set.images.subarray(0, 120));
    expect(mine.images.subarray(0, 120)).toEqual(set.images.subarray(120, 240));
  });
});
