import { NORMAL_95 } from '../numeric/jackknife.ts';
import type { Estimate } from './manifold.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 95 % interval by the normal distribution, from `least` up. */
export function normalInterval({ value, error }: Estimate, least = -Infinity): Interval {
  return { low: Math.max(least, value - NORMAL_95 * error), high: value + NORMAL_95 * error };
}

/**
 * 95 % interval of a share (Wilson 1927) of as many independent images as its standard error stands for, `n` at most: it
 * stays within 0 and 1, and keeps a width where every image falls on one side.
 */
export function shareInterval({ value, error }: Estimate, n: number): Interval {
  const effective = error > 0 && value > 0 && value < 1 ? Math.min(n, (value * (1 - value)) / error ** 2) : n;
  const z = NORMAL_95 ** 2 / effective;
  const centre = (value + z / 2) / (1 + z);
  const half = Math.sqrt(z * value * (1 - value) + (z * z) / 4) / (1 + z);
  return { low: Math.min(value, Math.max(0, centre - half)), high: Math.max(value, Math.min(1, centre + half)) };
}
