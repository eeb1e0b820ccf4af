import { nativeGemm } from './gemmNative.ts';
import { plainGemm } from './gemmPlain.ts';

/** One product `op(a) op(b)`, row-major float64. */
export interface Product {
  /** [m, k], or [k, m] with `transA`. */
  readonly a: Float64Array;
  /** [k, n], or [n, k] with `transB`. */
  readonly b: Float64Array;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly transA?: boolean;
  readonly transB?: boolean;
  /** Filled and returned where given. [m, n] */
  readonly out?: Float64Array;
}

/** Below this many multiplications the call into the native runtime costs more than it saves. */
const SMALL = 100_000;

/**
 * Matrix product in float64: ONNX Runtime's kernel where the package can be loaded (about 60 GFLOP/s on two cores),
 * loops of our own where it can't. The two agree to rounding.
 *
 * @returns [m, n]
 * @throws RangeError where a buffer is shorter or longer than its shape
 */
export async function gemm(product: Product): Promise<Float64Array> {
  const { a, b, m, n, k, out } = product;
  if (a.length !== m * k || b.length !== k * n || (out && out.length !== m * n)) {
    throw new RangeError(
      `A product of [${m}, ${k}] and [${k}, ${n}] got buffers of ${a.length} and ${b.length} numbers.`,
    );
  }
  if (m * n * k > SMALL) {
    const native = await nativeGemm(product);
    if (native) return native;
  }
  return plainGemm(product);
}
