import type { Point } from '../parts/Plane.tsx';

/** A Gaussian on the plane. */
export interface Normal2d {
  readonly mean: readonly [number, number];
  /** [xx, xy, yy] */
  readonly covariance: readonly [number, number, number];
}

/** Added to both variances, so that points on a line still have a density. */
const FLOOR = 1e-3;

/** The Gaussian of greatest likelihood: the points' own mean and covariance (divided by n), weighted where weights are given. */
export function fitNormal(points: readonly Point[], weights?: readonly number[]): Normal2d {
  let [n, x, y] = [0, 0, 0];
  points.forEach((point, i) => {
    const w = weights ? weights[i]! : 1;
    n += w;
    x += w * point.x;
    y += w * point.y;
  });
  x /= n;
  y /= n;
  let [xx, xy, yy] = [0, 0, 0];
  points.forEach((point, i) => {
    const w = (weights ? weights[i]! : 1) / n;
    xx += w * (point.x - x) ** 2;
    xy += w * (point.x - x) * (point.y - y);
    yy += w * (point.y - y) ** 2;
  });
  return { mean: [x, y], covariance: [xx + FLOOR, xy, yy + FLOOR] };
}

/** log N(x | mean, covariance), nats. Prepared once, called often. */
export function logDensity({ mean, covariance: [xx, xy, yy] }: Normal2d): (x: number, y: number) => number {
  const determinant = xx * yy - xy * xy;
  const constant = -Math.log(2 * Math.PI) - 0.5 * Math.log(determinant);
  return (x, y) => {
    const [dx, dy] = [x - mean[0], y - mean[1]];
    return constant - (0.5 * (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy)) / determinant;
  };
}
