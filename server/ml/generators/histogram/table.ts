/**
 * Tables of counts: `rows` independent variables of `bins` outcomes each, such as the pixels of a picture and their grey
 * values, or one variable whose outcomes are whole pictures.
 */
export interface Table {
  readonly rows: number;
  readonly bins: number;
  /** How often each outcome was seen; whole numbers, exact up to 2^24. [rows, bins] */
  readonly counts: Float32Array;
  /** Added to every count, so that what was never seen keeps some probability (Laplace's rule of succession at 1). */
  readonly smoothing: number;
}

export function emptyTable(rows: number, bins: number, smoothing: number): Table {
  return { rows, bins, smoothing, counts: new Float32Array(rows * bins) };
}

/** (count + smoothing) / (n + smoothing bins): sums to one over the bins of a row. @param n images counted so far */
export function probability({ bins, counts, smoothing }: Table, row: number, bin: number, n: number): number {
  // Nothing seen and nothing added: every outcome alike.
  if (n + smoothing === 0) return 1 / bins;
  return (counts[row * bins + bin]! + smoothing) / (n + smoothing * bins);
}

/** The same as a table that is quick to look up. [rows, bins] */
export function logProbabilities(table: Table, n: number): Float64Array {
  const { rows, bins } = table;
  const logs = new Float64Array(rows * bins);
  for (let row = 0; row < rows; row++) {
    for (let bin = 0; bin < bins; bin++) logs[row * bins + bin] = Math.log(probability(table, row, bin, n));
  }
  return logs;
}

/** Upper ends of the intervals that the outcomes take up on [0, 1), row by row; the last of a row is 1. [rows, bins] */
export function intervals(table: Table, n: number): Float64Array {
  const { rows, bins } = table;
  const ends = new Float64Array(rows * bins);
  for (let row = 0; row < rows; row++) {
    let end = 0;
    for (let bin = 0; bin < bins; bin++) ends[row * bins + bin] = end += probability(table, row, bin, n);
    ends[(row + 1) * bins - 1] = 1;
  }
  return ends;
}

/** The outcome in whose interval u falls, by bisection; one without probability has an empty interval. @param u in [0, 1) */
export function outcomeAt(ends: Float64Array, row: number, bins: number, u: number): number {
  let low = row * bins;
  let high = low + bins - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (u < ends[middle]!) high = middle;
    else low = middle + 1;
  }
  return low - row * bins;
}
