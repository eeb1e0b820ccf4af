import { expect, it } from 'vitest';
import { layoutOf, onSheet, sheetSize } from '../../shared/domain/wall.ts';
import { rngFor } from '../../server/ml/random.ts';
import { drawMany } from '../../server/ml/datasets/strokes/index.ts';
import { closestPair, rmsDistance, spreadOf } from '../../server/modes/likeness.ts';
import { sheetOf } from '../../server/gallery/sheet.ts';
import { twinOf } from '../../server/gallery/twin.ts';

const noise = (seed: number) => {
  const rng = rngFor('noise', seed);
  return { width: 6, height: 5, channels: 1 as const, pixels: Uint8Array.from({ length: 30 }, () => rng.int(256)) };
};

it('twins are other pictures, and nearer to their original than strangers are', async () => {
  const { images, n } = await drawMany('test', 40);
  const picture = (i: number) => ({
    width: 28,
    height: 28,
    channels: 1 as const,
    pixels: images.slice(i * 784, (i + 1) * 784),
  });
  let nearer = 0;
  for (let i = 0; i < n; i++) {
    const { pixels } = picture(i);
    const twin = twinOf(picture(i), i).pixels;
    const distance = rmsDistance(pixels, twin);
    expect(distance).toBeGreaterThan(0);
    expect(twinOf(picture(i), i).pixels).toEqual(twin);
    const strangers = Array.from({ length: n }, (_, j) => j).filter((j) => j !== i);
    if (strangers.every((j) => rmsDistance(pixels, picture(j).pixels) > distance)) nearer++;
  }
  expect(nearer / n).toBeGreaterThan(0.8);
});

it('a sheet has every picture where the layout says', () => {
  const layout = layoutOf(2, 8, 6, 5);
  const pictures = Array.from({ length: 16 }, (_, k) => noise(k));
  const sheet = sheetOf(pictures, layout);
  expect(sheet).toMatchObject(sheetSize(layout));
  pictures.forEach(({ pixels }, k) => {
    const { x, y } = onSheet(layout, k);
    for (let row = 0; row < 5; row++)
      expect(sheet.pixels.slice((y + row) * sheet.width + x, (y + row) * sheet.width + x + 6)).toEqual(
        pixels.slice(row * 6, row * 6 + 6),
      );
  });
});

it('the closest pair and the spread are what they are called', () => {
  const flat = (grey: number) => new Uint8Array(49).fill(grey);
  expect(closestPair([flat(0), flat(90), flat(50), flat(95)])).toEqual({ pair: [1, 3], distance: 5 });
  expect(spreadOf([flat(0), flat(60), flat(120)], 7, 7)).toBeCloseTo(80, 12);
  expect(spreadOf([flat(9), flat(9)], 7, 7)).toBe(0);
});
