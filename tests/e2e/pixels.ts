import type { Page } from 'playwright-core';
import sharp from 'sharp';

/**
 * Device pixels that one pixel of the hanging picture takes: the greatest common divisor of the lengths of equal grey across
 * the picture's middle; 1 where they are unequal.
 */
export async function pictureScale(page: Page): Promise<number> {
  const slot = (await page.locator('[data-slot="main"]').boundingBox())!;
  // A frame hangs in the middle of its slot, a little lower where there is a lamp; this much of it is picture for certain.
  const side = Math.min(slot.width, slot.height) * 0.45;
  const clip = {
    x: slot.x + (slot.width - side) / 2,
    y: slot.y + (slot.height - side) / 2,
    width: side,
    height: side,
  };
  const { data, info } = await sharp(await page.screenshot({ clip }))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let divisor = 0;
  for (let y = 0; y < info.height; y++) {
    const edges: number[] = [];
    for (let x = 1; x < info.width; x++) if (data[y * info.width + x] !== data[y * info.width + x - 1]) edges.push(x);
    for (let i = 1; i < edges.length; i++) divisor = greatestCommonDivisor(divisor, edges[i]! - edges[i - 1]!);
  }
  return divisor;
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
