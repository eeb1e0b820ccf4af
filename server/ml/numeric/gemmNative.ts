import type * as Runtime from 'onnxruntime-node';
import type { Product } from './gemm.ts';

/** Field numbers and codes of onnx.proto3 (operator set 13) that one Gemm node needs. */
const FLOAT64 = 11;
const ATTRIBUTE_INT = 2;

const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]);
const int = (field: number, value: number): number[] => [...varint(field << 3), ...varint(value)];
const bytes = (field: number, body: number[]): number[] => [
  ...varint((field << 3) | 2),
  ...varint(body.length),
  ...body,
];
const text = (field: number, value: string): number[] => bytes(field, [...new TextEncoder().encode(value)]);

/** An ONNX file that holds a single float64 Gemm, `c = op(a) op(b)`, of any size. */
function gemmModel(transA: boolean, transB: boolean): Uint8Array {
  const dimension = (name: string): number[] => bytes(1, text(2, name));
  const matrix = (name: string): number[] => [
    ...text(1, name),
    ...bytes(2, bytes(1, [...int(1, FLOAT64), ...bytes(2, [...dimension(`${name}0`), ...dimension(`${name}1`)])])),
  ];
  const flag = (name: string, on: boolean): number[] =>
    bytes(5, [...text(1, name), ...int(3, Number(on)), ...int(20, ATTRIBUTE_INT)]);
  const node = [
    ...text(1, 'a'),
    ...text(1, 'b'),
    ...text(2, 'c'),
    ...text(4, 'Gemm'),
    ...flag('transA', transA),
    ...flag('transB', transB),
  ];
  const graph = [
    ...bytes(1, node),
    ...text(2, 'gemm'),
    ...bytes(11, matrix('a')),
    ...bytes(11, matrix('b')),
    ...bytes(12, matrix('c')),
  ];
  return Uint8Array.from([...int(1, 8), ...bytes(7, graph), ...bytes(8, int(2, 13))]);
}

interface Kernel {
  readonly runtime: typeof Runtime;
  readonly session: Runtime.InferenceSession;
}

/** Multiplications up to which a second thread is not worth waiting for: about a millisecond of one. */
const ONE_THREAD = 1.5e7;

const kernels = new Map<string, Promise<Kernel | null>>();

/** A platform without the native library falls back to loops: the product is then slower and the same. */
async function open(transA: boolean, transB: boolean, small: boolean): Promise<Kernel | null> {
  try {
    const runtime = await import('onnxruntime-node');
    const session = await runtime.InferenceSession.create(gemmModel(transA, transB), {
      logSeverityLevel: 3,
      ...(small && { intraOpNumThreads: 1 }),
    });
    return { runtime, session };
  } catch {
    return null;
  }
}

/** The product by ONNX Runtime, or null where it can't be loaded; see {@link Product} for shapes. */
export async function nativeGemm(product: Product): Promise<Float64Array | null> {
  const { a, b, m, n, k, transA = false, transB = false, out } = product;
  const small = m * n * k <= ONE_THREAD;
  const key = `${transA} ${transB} ${small}`;
  let kernel = kernels.get(key);
  if (!kernel) kernels.set(key, (kernel = open(transA, transB, small)));
  const loaded = await kernel;
  if (!loaded) return null;
  const { Tensor } = loaded.runtime;
  const c = out ?? new Float64Array(m * n);
  await loaded.session.run(
    { a: new Tensor('float64', a, transA ? [k, m] : [m, k]), b: new Tensor('float64', b, transB ? [n, k] : [k, n]) },
    { c: new Tensor('float64', c, [m, n]) },
  );
  return c;
}
