import { invertLower } from '../../numeric/cholesky.ts';
import { gemm } from '../../numeric/gemm.ts';
import { factorOf, type Mixture } from './mixture.ts';

/** Whitened numbers kept at once: they stay in the cache until their squares are summed. */
const WHITE_NUMBERS = 1 << 18;

/** log(w_k N(x | mu_k, S_k)) of each row and component. [rows, k] */
export type LogDensities = (x: Float64Array, rows: number) => Promise<Float64Array>;

/**
 * Prepares a mixture for `LogDensities`: with L L^T = S, the squared distance is |L^-1 x - L^-1 mu|^2, so that all components
 * are one matrix product.
 */
export function logDensities(mixture: Mixture): LogDensities {
  const { k, d, covariance } = mixture;
  const whiteners = covariance === 'full' ? k : covariance === 'tied' ? 1 : 0;
  const constants = new Float64Array(k);
  const stack = new Float64Array(whiteners * d * d); // L^-1 of each, under one another
  const offsets = new Float64Array(k * d); // L^-1 mu
  const inverses = new Float64Array(covariance === 'diagonal' ? k * d : 0);
  for (let c = 0; c < k; c++) {
    let logDeterminant = 0;
    if (covariance === 'diagonal') {
      for (let i = c * d; i < c * d + d; i++) {
        inverses[i] = 1 / mixture.factors[i]!;
        offsets[i] = mixture.means[i]! * inverses[i]!;
        logDeterminant += Math.log(mixture.factors[i]!);
      }
    } else {
      const l = factorOf(mixture, c);
      if (c < whiteners) stack.set(invertLower(l, d), c * d * d);
      const base = c < whiteners ? c * d * d : 0;
      for (let i = 0; i < d; i++) {
        logDeterminant += Math.log(l[i * d + i]!);
        let sum = 0;
        for (let j = 0; j <= i; j++) sum += stack[base + i * d + j]! * mixture.means[c * d + j]!;
        offsets[c * d + i] = sum;
      }
    }
    constants[c] = Math.log(mixture.weights[c]!) - logDeterminant - 0.5 * d * Math.log(2 * Math.PI);
  }
  const stride = Math.max(1, whiteners) * d;
  /** Rows at a time, and where they are whitened: one buffer for all, because fresh memory costs more than the product. */
  const step = Math.max(32, Math.floor(WHITE_NUMBERS / stride));
  let scratch = new Float64Array(0);
  const whitened = (x: Float64Array, rows: number): Promise<Float64Array> | Float64Array => {
    if (whiteners === 0) return x;
    if (scratch.length < rows * stride) scratch = new Float64Array(rows * stride);
    const out = scratch.subarray(0, rows * stride);
    return gemm({ a: x, b: stack, m: rows, n: stride, k: d, transB: true, out });
  };
  return async (x, rows) => {
    const out = new Float64Array(rows * k);
    for (let start = 0; start < rows; start += step) {
      const count = Math.min(step, rows - start);
      const white = await whitened(x.subarray(start * d, (start + count) * d), count); // [count, whiteners d]
      measure(white, count, out.subarray(start * k, (start + count) * k));
    }
    return out;
  };

  function measure(white: Float64Array, rows: number, out: Float64Array): void {
    for (let i = 0; i < rows; i++) {
      for (let c = 0; c < k; c++) {
        const from = i * stride + (whiteners > 1 ? c * d : 0);
        const at = c * d;
        let distance = 0;
        if (covariance === 'diagonal') {
          for (let j = 0; j < d; j++) distance += (white[from + j]! * inverses[at + j]! - offsets[at + j]!) ** 2;
        } else {
          for (let j = 0; j < d; j++) distance += (white[from + j]! - offsets[at + j]!) ** 2;
        }
        out[i * k + c] = constants[c]! - 0.5 * distance;
      }
    }
  }
}

/** Turns rows of log densities into responsibilities, in place. @returns sum of log sum exp over the rows */
export function normaliseRows(logs: Float64Array, rows: number, k: number): number {
  let total = 0;
  for (let i = 0; i < rows; i++) {
    let top = -Infinity;
    for (let c = i * k; c < i * k + k; c++) if (logs[c]! > top) top = logs[c]!;
    let sum = 0;
    for (let c = i * k; c < i * k + k; c++) sum += logs[c] = Math.exp(logs[c]! - top);
    for (let c = i * k; c < i * k + k; c++) logs[c]! /= sum;
    total += top + Math.log(sum);
  }
  return total;
}
