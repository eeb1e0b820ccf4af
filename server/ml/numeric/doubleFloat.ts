/**
 * Doubles in a file of float32: a value as the sum of two floats, which keeps 48 of 53 bits. Training state is rounded to
 * that at every step, so that a run which is stopped and resumed goes on with exactly the numbers it would have had.
 */
export function roundToDoubleFloat(values: Float64Array): Float64Array {
  for (let i = 0; i < values.length; i++) {
    const high = Math.fround(values[i]!);
    values[i] = high + Math.fround(values[i]! - high);
  }
  return values;
}

/** The two halves; `join(split(x))` is x for values from `roundToDoubleFloat`. */
export function splitDoubles(values: Float64Array): { high: Float32Array; low: Float32Array } {
  const high = Float32Array.from(values);
  return { high, low: Float32Array.from(values, (value, i) => value - high[i]!) };
}

/** @param low without it, `high` alone */
export function joinDoubles(high: Float32Array, low?: Float32Array): Float64Array {
  return Float64Array.from(high, (value, i) => value + (low ? low[i]! : 0));
}
