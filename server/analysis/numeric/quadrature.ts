export interface Quadrature {
  readonly nodes: Float64Array;
  /** Sum to 1. */
  readonly weights: Float64Array;
}

/**
 * Gauss-Hermite quadrature for the standard normal distribution: the mean of f under N(0, 1) is sum weights[q] f(nodes[q]), exact
 * for polynomials of degree 2n - 1. Nodes are roots of the probabilists' Hermite polynomial, by Newton's method on the
 * orthonormal recurrence from bracketed starts.
 *
 * @param n number of nodes, 1 to 100
 */
export function gaussHermite(n: number): Quadrature {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  // All roots lie within sqrt(4n + 2); a grid finer than their least distance brackets each positive one.
  const limit = Math.sqrt(4 * n + 2);
  const step = 0.5 / Math.sqrt(n);
  let found = 0;
  for (let low = -limit; found < n && low < limit + step; low += step) {
    if (value(low, n) * value(low + step, n) > 0) continue;
    nodes[found++] = root(low, low + step, n);
  }
  for (let q = 0; q < n; q++) weights[q] = 1 / (n * orthonormal(nodes[q]!, n)[0]! ** 2);
  return { nodes, weights };
}

/** Orthonormal Hermite polynomials of degree n - 1 and n. */
function orthonormal(x: number, n: number): [number, number] {
  let before = 0;
  let now = 1;
  for (let k = 0; k < n; k++) [before, now] = [now, (x * now - Math.sqrt(k) * before) / Math.sqrt(k + 1)];
  return [before, now];
}

const value = (x: number, n: number): number => orthonormal(x, n)[1];

function root(low: number, high: number, n: number): number {
  let [from, to] = [low, high];
  const rising = value(high, n) > 0;
  for (let i = 0; i < 100 && to - from > 0; i++) {
    const middle = (from + to) / 2;
    if (middle === from || middle === to) break;
    if (value(middle, n) > 0 === rising) to = middle;
    else from = middle;
  }
  return (from + to) / 2;
}
