import { symmetricEigen } from './eigen.ts';
import { momentsOf } from './moments.ts';

/** A plane through a cloud of points: its middle and two directions of length one. */
export interface Plane {
  /** [d] */
  readonly middle: Float64Array;
  /** [2, d] */
  readonly axes: Float64Array;
  /** Standard deviation of the points along each axis. */
  readonly spread: readonly [number, number];
}

/**
 * The plane in which points vary most: through their mean, along the first two principal directions. One dimension gets an axis of zeros.
 *
 * @param points two or more rows [n, d]
 */
export async function widestPlane(points: Float32Array, d: number): Promise<Plane> {
  const { mean, covariance } = await momentsOf(points, points.length / d, d);
  const { values, vectors } = symmetricEigen(covariance, d);
  const axes = new Float64Array(2 * d);
  axes.set(vectors.subarray(0, Math.min(2, d) * d));
  const deviation = (k: number): number => Math.sqrt(Math.max(0, values[k] ?? 0));
  return { middle: mean, axes, spread: [deviation(0), deviation(1)] };
}

/** Where a point lies seen from above the plane. */
export function onPlane({ middle, axes }: Plane, point: ArrayLike<number>): [number, number] {
  const d = middle.length;
  const along = (k: number): number => {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += (point[j]! - middle[j]!) * axes[k * d + j]!;
    return sum;
  };
  return [along(0), along(1)];
}

/** The point of the plane at two coordinates. [d] */
export function offPlane({ middle, axes }: Plane, [x, y]: readonly [number, number]): Float32Array {
  const d = middle.length;
  return Float32Array.from({ length: d }, (_, j) => middle[j]! + x * axes[j]! + y * axes[d + j]!);
}
