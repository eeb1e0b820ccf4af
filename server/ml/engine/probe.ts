import { Graph } from './onnx/graph.ts';
import { blockedConv } from './kernels/conv/blocked.ts';
import { matmul } from './onnx/values.ts';
import { Session, Tensor } from './session.ts';

/** Largest error of a float32 sum of some hundred products of numbers within one. */
const TOLERANCE = 1e-3;

/** Numbers between -1 and 1 without a period that a wrong order could hide in. */
const numbers = (n: number, seed: number): Float32Array =>
  Float32Array.from({ length: n }, (_, i) => Math.sin(seed + i * i * 0.7 + i * 1.3));

const close = (a: Float32Array, b: Float32Array): boolean => a.every((x, i) => Math.abs(x - b[i]!) < TOLERANCE);

/** Whether ONNX Runtime loads, runs and multiplies matrices. */
export async function nativeWorks(): Promise<boolean> {
  const [n, m, k] = [5, 7, 33];
  const a = numbers(n * k, 1);
  const b = numbers(k * m, 2);
  const g = new Graph();
  const output = g.output(matmul(g, g.input('a', [n, k], 'float32'), g.input('b', [k, m], 'float32')));
  const expected = new Float32Array(n * m);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < m; j++) for (let l = 0; l < k; l++) expected[i * m + j]! += a[i * k + l]! * b[l * m + j]!;
  const got = await runOnce(g, { a: new Tensor('float32', a, [n, k]), b: new Tensor('float32', b, [k, m]) }, output, [
    n,
    m,
  ]);
  return close(got, expected);
}

/**
 * The channels ONNX Runtime keeps together on this processor: 16 with AVX-512, 8 on most others, 0 where its blocked
 * convolution can't be used. A wrong number gives wrong results without an error, so each is tried against a direct sum.
 */
export async function blockSize(): Promise<number> {
  for (const block of [16, 8]) if (await blockFits(block)) return block;
  return 0;
}

/** Whether a blocked convolution with this block gives what a direct sum gives. */
export async function blockFits(block: number): Promise<boolean> {
  const [h, w, c, o] = [5, 4, 32, 48];
  const images = numbers(h * w * c, 3);
  const filter = numbers(9 * c * o, 4);
  const g = new Graph(block);
  const conv = { filters: o, outHeight: h, outWidth: w, strides: [1, 1], pads: [1, 1, 1, 1] } as const;
  const y = blockedConv(g, g.input('x', [1, h, w, c], 'float32'), g.input('f', [3, 3, c, o], 'float32'), conv);
  const output = g.output(y);
  const feeds = { x: new Tensor('float32', images, [1, h, w, c]), f: new Tensor('float32', filter, [3, 3, c, o]) };
  try {
    return close(await runOnce(g, feeds, output, [1, h, w, o]), directConv(images, filter, h, w, c, o));
  } catch {
    return false; // no such operator here
  }
}

/** 3 x 3, stride 1, zeros around. */
function directConv(x: Float32Array, f: Float32Array, h: number, w: number, c: number, o: number): Float32Array {
  const y = new Float32Array(h * w * o);
  for (let r = 0; r < h; r++)
    for (let s = 0; s < w; s++)
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 3; j++) {
          const [a, b] = [r + i - 1, s + j - 1];
          if (a < 0 || a >= h || b < 0 || b >= w) continue;
          for (let p = 0; p < c; p++)
            for (let q = 0; q < o; q++)
              y[(r * w + s) * o + q]! += x[(a * w + b) * c + p]! * f[((i * 3 + j) * c + p) * o + q]!;
        }
  return y;
}

async function runOnce(
  g: Graph,
  feeds: Record<string, Tensor>,
  output: string,
  shape: readonly number[],
): Promise<Float32Array> {
  const result = new Float32Array(shape.reduce((a, b) => a * b, 1));
  const session = new Session(g.serialise(), { threads: 1 });
  await session.run(feeds, { [output]: new Tensor('float32', result, [...shape]) });
  session.release();
  return result;
}
