import { onSheet, type WallLayout } from '../../../shared/domain/wall.ts';
import { readGrey, type Grey } from './grey.ts';

/** The pictures of a sheet, those of the first wall first. */
export function picturesOf(sheet: Buffer, layout: WallLayout): readonly Grey[] {
  const { width: across, values } = readGrey(sheet);
  const { walls, count, width, height } = layout;
  return Array.from({ length: walls * count }, (_, k) => {
    const { x: left, y: top } = onSheet(layout, k);
    const own = Float64Array.from(
      { length: width * height },
      (_, i) => values[(top + Math.floor(i / width)) * across + left + (i % width)]!,
    );
    return { width, height, values: own };
  });
}

/**
 * What a glance keeps of a picture: its ink moved to the middle and gathered in `side` x `side` fields, so that neither place
 * nor grain counts. Mean grey levels of the fields. [side, side]
 */
export function gist({ width, height, values }: Grey, side: number): Float64Array {
  const [midX, midY] = inkCentre({ width, height, values });
  const [across, down] = [width / side, height / side];
  const fields = new Float64Array(side * side);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = values[y * width + x]!;
      if (value === 0) continue;
      // Shared between the four nearest fields, as a shift of less than a field should change little.
      const u = (x - midX + width / 2) / across - 0.5;
      const v = (y - midY + height / 2) / down - 0.5;
      const [left, top] = [Math.floor(u), Math.floor(v)];
      for (const [dx, dy] of CORNERS) {
        const [fx, fy] = [left + dx, top + dy];
        if (fx < 0 || fy < 0 || fx >= side || fy >= side) continue;
        const share = (1 - Math.abs(u - fx)) * (1 - Math.abs(v - fy));
        fields[fy * side + fx]! += (value * share) / (across * down);
      }
    }
  }
  return fields;
}

const CORNERS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;

/** Centre of the ink, as pixel centres count; the middle of an empty picture. */
function inkCentre({ width, height, values }: Grey): readonly [x: number, y: number] {
  let [ink, sumX, sumY] = [0, 0, 0];
  values.forEach((value, i) => {
    ink += value;
    sumX += value * (i % width);
    sumY += value * Math.floor(i / width);
  });
  return ink === 0 ? [(width - 1) / 2, (height - 1) / 2] : [sumX / ink, sumY / ink];
}

/** Root of the mean squared difference of two gists, grey levels. */
export function unlike(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum / a.length);
}

/** Mean unlikeness of two pictures of a wall. */
export function spreadOf(gists: readonly Float64Array[]): number {
  let [sum, pairs] = [0, 0];
  gists.forEach((a, i) => {
    for (let j = i + 1; j < gists.length; j++, pairs++) sum += unlike(a, gists[j]!);
  });
  return sum / Math.max(1, pairs);
}
