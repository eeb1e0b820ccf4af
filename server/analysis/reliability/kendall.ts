/** Kendall's tau-b of two orders of the same things; NaN where either is all ties. [n] each */
export function kendallTau(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [agree, pairsA, pairsB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < i; j++) {
      const x = Math.sign(a[i]! - a[j]!);
      const y = Math.sign(b[i]! - b[j]!);
      agree += x * y;
      pairsA += x * x;
      pairsB += y * y;
    }
  return agree / Math.sqrt(pairsA * pairsB);
}
