import type { BatchMatMulAttrs, _FusedMatMulAttrs } from '@tensorflow/tfjs';
import type { Graph, Value } from '../onnx/graph.ts';
import { elementwise, gemm, matmul, transpose } from '../onnx/values.ts';
import { activate } from './elementwise.ts';
import { emitter, type Emitters } from './emitter.ts';

/** The last two axes changed for each other. */
function adjoint(g: Graph, x: Value): Value {
  const rank = x.shape.length;
  return transpose(g, x, [...Array(rank - 2).keys(), rank - 1, rank - 2]);
}

/** TensorFlow.js lifts every product to three axes; a single matrix goes to Gemm, which transposes while it packs. */
export function product(g: Graph, a: Value, b: Value, transA: boolean, transB: boolean): Value {
  const plain = a.shape.length === 2 && b.shape.length === 2;
  if (plain && (transA || transB)) return gemm(g, a, b, transA, transB);
  return matmul(g, transA ? adjoint(g, a) : a, transB ? adjoint(g, b) : b);
}

export const matmulEmitters: Emitters = {
  BatchMatMul: emitter<'a' | 'b', BatchMatMulAttrs>((g, { a, b }, { transposeA, transposeB }) =>
    product(g, a, b, transposeA, transposeB),
  ),
  _FusedMatMul: emitter<'a' | 'b' | 'bias' | 'preluActivationWeights', _FusedMatMulAttrs>(
    (g, { a, b, bias, preluActivationWeights }, { transposeA, transposeB, activation, leakyreluAlpha }) => {
      const y = product(g, a, b, transposeA, transposeB);
      const shifted = bias ? elementwise(g, 'Add', [y, bias], 'float32') : y;
      return activate(g, shifted, activation, preluActivationWeights, leakyreluAlpha);
    },
  ),
};
