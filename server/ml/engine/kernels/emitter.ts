import type { Graph, Value } from '../onnx/graph.ts';

/**
 * Writes one TensorFlow.js kernel into a graph; returns a list where the kernel has several outputs, and null for a case
 * it does not cover, which then runs on the cpu backend.
 */
export type Emitter = (g: Graph, inputs: Readonly<Record<string, Value>>, attrs: object) => Value | Value[] | null;

export type Emitters = Readonly<Record<string, Emitter>>;

/** Names the inputs and attributes that TensorFlow.js documents for a kernel (tfjs-core, kernel_names.ts). */
export function emitter<Input extends string, Attrs extends object = object>(
  emit: (g: Graph, inputs: Readonly<Record<Input, Value>>, attrs: Attrs) => Value | Value[] | null,
): Emitter {
  return emit as Emitter;
}
