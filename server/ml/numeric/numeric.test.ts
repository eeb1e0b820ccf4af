import { describe, expect, it } from 'vitest';
import { rngFor } from '../random.ts';
import { drawIndex } from './categorical.ts';
import { cholesky, invertLower, NotPositiveDefinite, semidefiniteFactor } from './cholesky.ts';
import { joinDoubles, roundToDoubleFloat, splitDoubles } from './doubleFloat.ts';
import { symmetricEigen } from './eigen.ts';
import { symmetricEigenvalues } from './eigenvalues.ts';
import { gemm } from './gemm.ts';
import { nativeGemm } from './gemmNative.ts';
import { plainGemm, transpose } from './gemmPlain.ts';
import { momentsOf } from './moments.ts';
import { drawWithoutReplacement } from './permutation.ts';
import { meanAndDeviation, quantileOfSorted } from './quantile.ts';

const normals = (n: number, ...key: string[]): Float64Array => {
  const rng = rngFor('numeric', ...key);
  return Float64Array.from({ length: n }, () => rng.normal());
};
const largestError = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  expect(a.length).toBe(b.length);
  let worst = 0;
  for (let i = 0; i < a.length; i++) worst = Math.max(worst, Math.abs(a[i]! - b[i]!));
  return worst;
};
/** X^T X of n x n normals: positive definite. */
const gram = (n: number): Float64Array => {
  const x = normals(n * n, `gram ${n}`);
  return plainGemm({ a: x, b: x, m: n, n, k: n, transA: true });
};

describe('the matrix product', () => {
  const [m, n, k] = [53, 71, 37];
  for (const transA of [false, true]) {
    for (const transB of [false, true]) {
      it(`is the same natively, by loops and by definition (transposed: ${transA}, ${transB})`, async () => {
        const a = normals(m * k, 'a');
        const b = normals(k * n, 'b');
        const product = { a, b, m, n, k, transA, transB };
        const direct = new Float64Array(m * n);
        for (let i = 0; i < m; i++) {
          for (let j = 0; j < n; j++) {
            for (let p = 0; p < k; p++)
              direct[i * n + j]! += a[transA ? p * m + i : i * k + p]! * b[transB ? j * k + p : p * n + j]!;
          }
        }
        expect(largestError(plainGemm(product), direct)).toBeLessThan(1e-12);
        const native = await nativeGemm(product);
        expect(native).not.toBeNull();
        expect(largestError(native!, direct)).toBeLessThan(1e-12);
      });
    }
  }

  it('fills the buffer it is given, from parts of larger ones', async () => {
    const a = normals(3 * 70 * 70, 'parts').subarray(70 * 70, 2 * 70 * 70);
    const out = new Float64Array(70 * 70).fill(7);
    const product = { a, b: a, m: 70, n: 70, k: 70 };
    expect(await gemm({ ...product, out })).toBe(out);
    expect(largestError(out, plainGemm(product))).toBeLessThan(1e-11);
  });

  it('refuses buffers that are not of their shapes', async () => {
    const a = new Float64Array(6);
    await expect(gemm({ a, b: a, m: 2, n: 2, k: 2 })).rejects.toThrow(RangeError);
  });
});

describe('symmetric eigenvalues', () => {
  it('of the second difference matrix are 2 - 2 cos(k pi / (n + 1))', () => {
    const n = 50;
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      a[i * n + i] = 2;
      if (i > 0) a[i * n + i - 1] = a[(i - 1) * n + i] = -1;
    }
    const known = Float64Array.from({ length: n }, (_, k) => 2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)));
    expect(largestError(symmetricEigenvalues(a, n), known)).toBeLessThan(1e-13);
  });

  for (const n of [1, 2, 3, 16, 97]) {
    it(`agree with the full decomposition at ${n}, which solves A v = lambda v`, () => {
      const a = gram(n);
      const { values, vectors } = symmetricEigen(a, n);
      expect(largestError(symmetricEigenvalues(a, n), values.slice().reverse())).toBeLessThan(1e-11 * n);
      const left = plainGemm({ a: vectors, b: a, m: n, n, k: n });
      const right = vectors.map((v, i) => v * values[Math.floor(i / n)]!);
      expect(largestError(left, right)).toBeLessThan(1e-11 * n);
    });
  }

  it('stand degenerate matrices: zero, identity, rank one, and refuse NaN', () => {
    const n = 20;
    expect([...symmetricEigenvalues(new Float64Array(n * n), n)]).toEqual(new Array(n).fill(0));
    const ones = symmetricEigenvalues(new Float64Array(n * n).fill(1), n);
    expect(largestError(ones, [...new Array<number>(n - 1).fill(0), n])).toBeLessThan(1e-13);
    const identity = Float64Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0));
    expect([...symmetricEigenvalues(identity, n)]).toEqual(new Array(n).fill(1));
    expect(() => symmetricEigenvalues(new Float64Array(n * n).fill(NaN), n)).toThrow(RangeError);
  });
});

describe('Cholesky factors', () => {
  it('multiply back to the matrix, and their inverse to the identity', () => {
    const n = 40;
    const a = gram(n);
    const l = cholesky(a, n);
    expect(largestError(plainGemm({ a: l, b: l, m: n, n, k: n, transB: true }), a)).toBeLessThan(1e-11);
    const identity = plainGemm({ a: invertLower(l, n), b: l, m: n, n, k: n });
    for (let i = 0; i < n; i++) identity[i * n + i]! -= 1;
    expect(largestError(identity, new Float64Array(n * n))).toBeLessThan(1e-10);
    expect(() => cholesky(a, n, -1e6)).toThrow(NotPositiveDefinite);
  });

  it('of a semidefinite matrix have its rank, across blocks and down to zero', async () => {
    const n = 150;
    for (const rank of [0, 1, 64, 100, 150]) {
      const x = normals(rank * n, `rank ${rank}`);
      const a = plainGemm({ a: x, b: x, m: n, n, k: rank, transA: true });
      const found = await semidefiniteFactor(a, n);
      expect(found.rank).toBe(rank);
      const back = plainGemm({ a: found.factor, b: found.factor, m: n, n, k: rank, transA: true });
      expect(largestError(back, a)).toBeLessThan(1e-10);
    }
  });
});

describe('moments', () => {
  it('divide by n - 1', async () => {
    const { mean, covariance } = await momentsOf(Float64Array.of(1, 2, 3, 5, 5, 11), 3, 2);
    expect([...mean]).toEqual([3, 6]);
    expect(largestError(covariance, [4, 9, 9, 21])).toBeLessThan(1e-12);
    await expect(momentsOf(new Float64Array(2), 1, 2)).rejects.toThrow(RangeError);
  });

  it('do not lose small variances beside large means, over several blocks', async () => {
    const n = 5000;
    const z = normals(n * 2, 'offset');
    const near = await momentsOf(z, n, 2);
    const far = await momentsOf(
      z.map((value) => value + 1e6),
      n,
      2,
    );
    expect(largestError(near.covariance, far.covariance)).toBeLessThan(1e-8);
  });
});

describe('small parts', () => {
  it('a double split in two floats comes back whole once rounded', () => {
    const values = roundToDoubleFloat(normals(1000, 'double').map((value) => value * 1e3));
    const { high, low } = splitDoubles(values);
    expect([...joinDoubles(high, low)]).toEqual([...values]);
    expect(
      largestError(
        values,
        normals(1000, 'double').map((value) => value * 1e3),
      ),
    ).toBeLessThan(1e-10);
  });

  it('an index is drawn in proportion to its weight, never one of weight 0', () => {
    const rng = rngFor('draws');
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 40_000; i++) counts[drawIndex([0, 1, 0, 3], rng)]!++;
    expect(counts[0]! + counts[2]!).toBe(0);
    expect(Math.abs(counts[1]! / 40_000 - 0.25)).toBeLessThan(0.01);
  });

  it('a draw without replacement repeats nothing', () => {
    expect(new Set(drawWithoutReplacement(100, 60, rngFor(1))).size).toBe(60);
  });

  it('quantiles are linear between order statistics; the deviation is of the population', () => {
    expect(quantileOfSorted(Float64Array.of(0, 10, 20, 30), 0.5)).toBe(15);
    expect(meanAndDeviation([1, 3])).toEqual({ mean: 2, deviation: 1 });
    expect([...transpose(Float64Array.of(1, 2, 3, 4, 5, 6), 2, 3)]).toEqual([1, 4, 2, 5, 3, 6]);
  });
});
