import { Message } from './protobuf.ts';

/** The types a TensorFlow.js tensor can have here; int64 exists only for shapes and axes inside a graph. */
export type TensorType = 'float32' | 'int32' | 'bool';
export type GraphType = TensorType | 'int64';
export type Shape = readonly number[];

/** Values of onnx.TensorProto.DataType. */
const DATA_TYPE: Record<GraphType, number> = { float32: 1, int32: 6, int64: 7, bool: 9 };

/** A tensor inside a graph. */
export interface Value<T extends GraphType = TensorType> {
  readonly name: string;
  /** The shape TensorFlow.js sees. */
  readonly shape: Shape;
  /** The shape ONNX Runtime sees where it is smaller: the value is broadcast only when somebody needs it whole. */
  readonly stored?: Shape;
  readonly dtype: T;
  /** Every element is this number, known while the graph is built. */
  readonly fill?: number;
  /** The same convolution with a bias: a following Add of a channel vector costs nothing. */
  readonly withBias?: (bias: Value) => Value;
}

/** Attributes of a node; a float must say so, because JavaScript doesn't tell 1 from 1.0. */
export type Attribute = number | string | readonly number[] | { readonly float: number };
export type Attributes = Readonly<Record<string, Attribute>>;

export type Domain = '' | 'com.microsoft' | 'com.microsoft.nchwc';

interface Node {
  readonly type: string;
  readonly domain: Domain;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Attributes;
}

/** ONNX IR version and operator set that ONNX Runtime 1.14 and later read. */
const IR_VERSION = 8;
const OPSET = 18;

/**
 * Builds an ONNX model node by node. Equal constants and equal nodes are made once, so that emitters need not share
 * intermediate results by hand.
 */
export class Graph {
  private readonly nodes: Node[] = [];
  private readonly initializers: Message[] = [];
  private readonly inputs: Value[] = [];
  private readonly outputs: Value[] = [];
  private readonly constants = new Map<string, Value<GraphType>>();
  private readonly known = new Map<string, Value<GraphType>[]>();
  private fresh = 0;

  /**
   * @param block Channels that ONNX Runtime's blocked convolutions keep together on this processor (8 or 16), or 0 to
   *   use the public operators only.
   */
  constructor(readonly block: number = 0) {}

  /** Nodes that the model will have. */
  get nodeCount(): number {
    return this.needed().length;
  }

  input(name: string, shape: Shape, dtype: TensorType): Value {
    const value = { name, shape, dtype };
    this.inputs.push(value);
    return value;
  }

  /** A constant held in the model. `values` in row-major order. */
  constant<T extends GraphType>(shape: Shape, values: ArrayLike<number>, dtype: T): Value<T> {
    const bytes = encode(values, dtype);
    const key = `${dtype}|${shape.join()}|${Buffer.from(bytes).toString('latin1')}`;
    const found = this.constants.get(key);
    if (found) return found as Value<T>;
    const name = `c${this.constants.size}`;
    const tensor = new Message();
    for (const size of shape) tensor.int(1, size);
    this.initializers.push(tensor.int(2, DATA_TYPE[dtype]).string(8, name).bytes(9, bytes));
    const value = { name, shape, dtype };
    this.constants.set(key, value);
    return value;
  }

  /** A list of axes, sizes or positions. */
  ints(values: readonly number[]): Value<'int64'> {
    return this.constant([values.length], values, 'int64');
  }

  scalar<T extends TensorType = 'float32'>(value: number, dtype?: T): Value<T> {
    return this.constant([], [value], dtype ?? ('float32' as T));
  }

  /** Adds a node with one output of the given shape and type. */
  node<T extends GraphType>(
    type: string,
    inputs: ReadonlyArray<Value<GraphType> | null>,
    shape: Shape,
    dtype: T,
    attributes: Attributes = {},
    domain: Domain = '',
  ): Value<T> {
    return this.nodeOf(type, inputs, [{ shape, dtype }], attributes, domain)[0] as Value<T>;
  }

  /** Adds a node with several outputs, or finds the equal one made before. */
  nodeOf(
    type: string,
    inputs: ReadonlyArray<Value<GraphType> | null>,
    outputs: ReadonlyArray<{ shape: Shape; dtype: GraphType }>,
    attributes: Attributes = {},
    domain: Domain = '',
  ): Value<GraphType>[] {
    const names = inputs.map((value) => value?.name ?? '');
    const key = `${domain}.${type}|${outputs.length}|${names.join()}|${JSON.stringify(attributes)}`;
    const found = this.known.get(key);
    if (found) return found;
    const values = outputs.map(({ shape, dtype }) => ({ name: `t${this.fresh++}`, shape, dtype }));
    this.nodes.push({ type, domain, inputs: names, outputs: values.map((v) => v.name), attributes });
    this.known.set(key, values);
    return values;
  }

  /** Marks a value as a result of the model and returns the name to fetch it by; each call gives another name. */
  output(value: Value): string {
    const name = `y${this.outputs.length}`;
    this.nodes.push({ type: 'Identity', domain: '', inputs: [value.name], outputs: [name], attributes: {} });
    this.outputs.push({ name, shape: value.shape, dtype: value.dtype });
    return name;
  }

  /** The model as a serialised onnx.ModelProto. */
  serialise(): Uint8Array {
    const graph = new Message();
    const renamed = this.outputNames();
    const name = (value: string): string => renamed.get(value) ?? value;
    for (const node of this.needed()) {
      if (node.type === 'Identity' && renamed.get(node.inputs[0]!) === node.outputs[0]) continue;
      const message = new Message();
      for (const input of node.inputs) message.string(1, name(input));
      for (const output of node.outputs) message.string(2, name(output));
      message.string(3, node.outputs[0]!).string(4, node.type);
      for (const [key, value] of Object.entries(node.attributes)) message.message(5, attribute(key, value));
      if (node.domain) message.string(7, node.domain);
      graph.message(1, message);
    }
    graph.string(2, 'trace');
    for (const tensor of this.initializers) graph.message(5, tensor);
    for (const input of this.inputs) graph.message(11, valueInfo(input));
    for (const output of this.outputs) graph.message(12, valueInfo(output));
    const model = new Message().int(1, IR_VERSION).string(2, 'uncanny').message(7, graph);
    const opsets: ReadonlyArray<[Domain, number]> = [
      ['', OPSET],
      ['com.microsoft', 1],
      ['com.microsoft.nchwc', 1],
    ];
    for (const [domain, version] of opsets) model.message(8, new Message().string(1, domain).int(2, version));
    return model.finish();
  }

  /** The nodes that some output depends on, in order: ONNX Runtime would compute the others as well. */
  private needed(): Node[] {
    const wanted = new Set(this.outputs.map(({ name }) => name));
    return this.nodes
      .toReversed()
      .filter((node) => {
        if (!node.outputs.some((output) => wanted.has(output))) return false;
        for (const input of node.inputs) wanted.add(input);
        return true;
      })
      .reverse();
  }

  /** A node's result that leaves the model once is written under the output's name, without a copy. */
  private outputNames(): Map<string, string> {
    const made = new Set(this.nodes.filter((n) => n.type !== 'Identity').flatMap((n) => n.outputs));
    const names = new Map<string, string>();
    for (const node of this.nodes) {
      const source = node.inputs[0];
      if (node.type === 'Identity' && made.has(source!) && !names.has(source!)) names.set(source!, node.outputs[0]!);
    }
    return names;
  }
}

function encode(values: ArrayLike<number>, dtype: GraphType): Uint8Array {
  const array =
    dtype === 'int64'
      ? BigInt64Array.from(Array.from(values, (v) => BigInt(v)))
      : dtype === 'int32'
        ? Int32Array.from(values)
        : dtype === 'bool'
          ? Uint8Array.from(values)
          : Float32Array.from(values);
  return new Uint8Array(array.buffer);
}

/** onnx.AttributeProto, its type field last. */
function attribute(name: string, value: Attribute): Message {
  const message = new Message().string(1, name);
  if (typeof value === 'string') return message.string(4, value).int(20, 3);
  if (typeof value === 'number') return message.int(3, value).int(20, 2);
  if ('float' in value) return message.float(2, value.float).int(20, 1);
  for (const item of value) message.int(8, item);
  return message.int(20, 7);
}

function valueInfo({ name, shape, dtype }: Value): Message {
  const dims = new Message();
  for (const size of shape) dims.message(1, new Message().int(1, size));
  const tensor = new Message().int(1, DATA_TYPE[dtype]).message(2, dims);
  return new Message().string(1, name).message(2, new Message().message(1, tensor));
}
