import { Graph, type Shape, type TensorType, type Value } from './onnx/graph.ts';
import { reshape, whole } from './onnx/values.ts';
import { emitters } from './kernels/index.ts';
import type { Values } from './session.ts';

/** The data behind tensors: known values, or the place in a trace that will give them. */
export interface Entry {
  readonly shape: Shape;
  readonly dtype: TensorType;
  readonly size: number;
  values: Values | null;
  /** The operation that makes the values, while they are not there yet. */
  origin: Operation | null;
  /** Which of the operation's outputs. */
  readonly slot: number;
  /** The number itself, for a scalar that came from JavaScript. */
  readonly literal: number | null;
  references: number;
  disposed: boolean;
  /** The array was made here and nobody else has seen it, so that it may be used again. */
  owned: boolean;
  /** Traces, recorded or running, that read the values. */
  readers: number;
}

/** One kernel with its shapes and attributes, the same for every call that has these. */
export interface Signature {
  readonly id: number;
  readonly kernel: string;
  readonly inputs: ReadonlyArray<{ readonly key: string; readonly shape: Shape } | null>;
  readonly attrs: object;
  readonly outputs: ReadonlyArray<{ readonly shape: Shape; readonly dtype: TensorType }>;
  readonly several: boolean;
}

/** One recorded kernel call. */
export interface Operation {
  readonly signature: Signature;
  /** Aligned with the signature's inputs. */
  readonly inputs: ReadonlyArray<Entry | null>;
  readonly outputs: Entry[];
  readonly trace: Trace;
  readonly index: number;
}

/** Kernel calls in order, from values that exist (leaves) to values that are wanted. */
export class Trace {
  readonly operations: Operation[] = [];
  readonly leaves: Entry[] = [];
  /** The shape each leaf is first seen with: unlike the entry's own, it belongs to the structure. */
  readonly leafShapes: Shape[] = [];
  private readonly leafIndex = new Map<Entry, number>();

  record(signature: Signature, inputs: ReadonlyArray<Entry | null>, output: (slot: number) => Entry): Operation {
    inputs.forEach((entry, i) => {
      if (entry && entry.origin?.trace !== this) this.addLeaf(entry, signature.inputs[i]!.shape);
    });
    const operation: Operation = { signature, inputs, outputs: [], trace: this, index: this.operations.length };
    signature.outputs.forEach((_, slot) => {
      const entry = output(slot);
      entry.origin = operation;
      operation.outputs.push(entry);
    });
    this.operations.push(operation);
    return operation;
  }

  /** The results somebody still holds, in order. */
  live(): Entry[] {
    return this.operations.flatMap((operation) => operation.outputs.filter((entry) => !entry.disposed));
  }

  leaf(entry: Entry): number | undefined {
    return this.leafIndex.get(entry);
  }

  /** Two traces with the same structure compile to the same graph, up to the numbers in literal leaves. */
  structure(live: readonly Entry[]): string {
    let key = '';
    for (const { signature, inputs } of this.operations) {
      key += signature.id;
      for (const entry of inputs) key += entry === null ? ',_' : this.reference(entry);
      key += ';';
    }
    key += '>';
    for (const entry of live) key += this.reference(entry);
    return key;
  }

  private reference(entry: Entry): string {
    const leaf = this.leafIndex.get(entry);
    if (leaf === undefined) return `,${entry.origin!.index}.${entry.slot}`;
    return entry.literal === null ? `,L${leaf}` : `,C${leaf}`;
  }

  private addLeaf(entry: Entry, shape: Shape): void {
    if (this.leafIndex.has(entry)) return;
    this.leafIndex.set(entry, this.leaves.length);
    this.leaves.push(entry);
    this.leafShapes.push(shape);
    entry.readers++;
  }
}

/** A serialised graph and the names of its inputs (by leaf) and outputs (by live entry). */
export interface CompiledTrace {
  readonly model: Uint8Array;
  readonly inputs: ReadonlyArray<readonly [leaf: number, name: string]>;
  readonly outputs: readonly string[];
  readonly nodes: number;
}

/**
 * Writes a trace as one ONNX model.
 * @param varying Literal leaves whose number changes from run to run: they become inputs.
 * @param block See `Graph`.
 */
export function compileTrace(
  trace: Trace,
  live: readonly Entry[],
  varying: ReadonlySet<number>,
  block: number,
): CompiledTrace {
  const g = new Graph(block);
  const inputs: Array<[number, string]> = [];
  const leaves = new Map<number, Value>();
  const results: Value[][] = [];
  const leafValue = (index: number): Value => {
    const known = leaves.get(index);
    if (known) return known;
    const { dtype, literal } = trace.leaves[index]!;
    const shape = trace.leafShapes[index]!;
    let value: Value;
    if (literal !== null && !varying.has(index)) {
      value = { ...g.constant(shape, [literal], dtype), fill: dtype === 'float32' ? literal : undefined };
    } else {
      value = g.input(`x${index}`, shape, dtype);
      inputs.push([index, value.name]);
    }
    leaves.set(index, value);
    return value;
  };
  const valueOf = (entry: Entry): Value => {
    const leaf = trace.leaf(entry);
    return leaf === undefined ? results[entry.origin!.index]![entry.slot]! : leafValue(leaf);
  };
  for (const { signature, inputs: entries } of trace.operations) {
    const named: Record<string, Value> = {};
    signature.inputs.forEach((input, i) => {
      const entry = entries[i];
      if (input && entry) named[input.key] = reshape(g, valueOf(entry), input.shape);
    });
    const value = emitters[signature.kernel]!(g, named, signature.attrs)!;
    results.push(Array.isArray(value) ? value : [value]);
  }
  const outputs = live.map((entry) => g.output(whole(g, valueOf(entry))));
  return { model: g.serialise(), inputs, outputs, nodes: g.nodeCount };
}
