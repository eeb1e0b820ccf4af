import type { TrainingJob } from '../../../shared/protocol/http.ts';

export interface LossPoint {
  readonly step: number;
  readonly name: string;
  readonly value: number;
}

/** Every loss of a run as points of one table; values that are not finite are left out. */
export function lossPoints(job: TrainingJob): readonly LossPoint[] {
  return job.losses.flatMap(({ step, values }) =>
    Object.entries(values).flatMap(([name, value]) => (Number.isFinite(value) ? [{ step, name, value }] : [])),
  );
}

/**
 * Heights moved apart, as little as may be from the top down, so that labels at them do not lie over each other.
 *
 * @param heights In pixels from the top, in any order
 * @returns in the order given; neighbours are `gap` apart at least
 */
export function apart(heights: readonly number[], gap: number): readonly number[] {
  const moved = [...heights];
  const order = heights.map((_, i) => i).sort((a, b) => heights[a]! - heights[b]!);
  order.forEach((at, place) => {
    if (place > 0) moved[at] = Math.max(moved[at]!, moved[order[place - 1]!]! + gap);
  });
  return moved;
}

/**
 * The values the chart shows: all of them after the first tenth of the run, so that the fall at the start does not flatten
 * the rest; all where there are few.
 */
export function lossRange(points: readonly Pick<LossPoint, 'step' | 'value'>[]): readonly [number, number] {
  const last = Math.max(0, ...points.map((point) => point.step));
  const later = points.filter((point) => point.step >= last / 10);
  const values = (points.length > 30 ? later : points).map((point) => point.value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const margin = (high - low) * 0.06 || Math.abs(high) * 0.1 || 1;
  return [low - margin, high + margin];
}
