import { DataStorage, KernelBackend, engine } from '@tensorflow/tfjs';
import type { BackendValues, DataId, DataType, TensorInfo } from '@tensorflow/tfjs';
import { BufferPool } from './buffers.ts';
import { emitters } from './kernels/index.ts';
import { Graph, type TensorType, type Value } from './onnx/graph.ts';
import { sizeOf } from './onnx/values.ts';
import { ProgramCache, type Program } from './programs.ts';
import { Tensor, type Values } from './session.ts';
import { Trace, type Entry, type Signature } from './trace.ts';

export const BACKEND_NAME = 'native';

export interface BackendOptions {
  readonly threads: number;
  /** See `Graph`. */
  readonly block: number;
  /** Compiled traces kept at most. */
  readonly programs?: number;
  /** Kernel calls recorded at most before they are run unasked. */
  readonly pending?: number;
}

export interface BackendStats {
  /** Traces compiled so far, and the milliseconds it took to write them (sessions load at their first run). */
  readonly compilations: number;
  readonly compileMs: number;
  readonly runs: number;
  readonly runMs: number;
  /** Compiled traces held now. */
  readonly programs: number;
  /** Bytes in arrays that wait for reuse. */
  readonly pooledBytes: number;
  /** Kernel calls recorded and not yet run. */
  readonly pending: number;
  /** Nodes in the graph that ran last. */
  readonly nodes: number;
}

/** A trace that is being run. */
interface Run {
  readonly trace: Trace;
  readonly live: readonly Entry[];
  readonly program: Program;
  readonly feeds: Record<string, Tensor>;
  done: Promise<void>;
  /** Its results were computed a second time for somebody who could not wait. */
  overtaken: boolean;
}

const PROGRAMS = 24;
const POOL_BYTES = 512 * 2 ** 20;
/** A loop that never reads anything would record for ever; beyond this many calls they are run. */
const PENDING = 10_000;

const NEVER_COMPUTED = 'Expected a computed value, but the graph that makes it failed: see the error before this one.';

const TYPED = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

/**
 * A TensorFlow.js backend that records kernels and, when a value is read, runs everything recorded as one ONNX graph.
 *
 * A training step therefore costs one call: forward, gradients and the optimiser together. What is alive at that moment
 * is computed and kept, so steps belong in `tf.tidy`. Arrays given to `tf.tensor` are not copied and may not change
 * before the next read.
 */
export class RecordingBackend extends KernelBackend {
  private readonly entries: DataStorage<Entry>;
  private readonly signatures = new Map<string, Signature | null>();
  private readonly programs: ProgramCache;
  private readonly pool = new BufferPool(POOL_BYTES);
  private nextSignature = 0;
  private trace = new Trace();
  private running: Run | null = null;
  private runs = 0;
  private runMs = 0;
  private nodes = 0;

  constructor(private readonly options: BackendOptions) {
    super();
    this.entries = new DataStorage<Entry>(this, engine());
    this.programs = new ProgramCache(options.programs ?? PROGRAMS, options.block, { threads: options.threads });
  }

  stats(): BackendStats {
    return {
      compilations: this.programs.compilations,
      compileMs: this.programs.compileMs,
      runs: this.runs,
      runMs: this.runMs,
      programs: this.programs.size,
      pooledBytes: this.pool.bytes,
      pending: this.trace.operations.length,
      nodes: this.nodes,
    };
  }

  /**
   * Records one kernel call.
   * @returns The outputs without values, or null where no emitter covers the call.
   */
  record(
    kernel: string,
    inputs: Readonly<Record<string, TensorInfo>>,
    attrs: object,
  ): TensorInfo | TensorInfo[] | null {
    const signature = this.signature(kernel, inputs, attrs);
    if (!signature) return null;
    const entries = signature.inputs.map((input) => (input ? this.entries.get(inputs[input.key]!.dataId) : null));
    const made: TensorInfo[] = [];
    this.trace.record(signature, entries, (slot) => {
      const { shape, dtype } = signature.outputs[slot]!;
      const dataId: DataId = {};
      const entry = newEntry(shape as number[], dtype, slot);
      this.entries.set(dataId, entry);
      made.push({ dataId, shape: shape as number[], dtype });
      return entry;
    });
    if (this.trace.operations.length > (this.options.pending ?? PENDING)) this.flushSync();
    return signature.several ? made : made[0]!;
  }

  /** The same data under another shape. */
  alias(x: TensorInfo, shape: number[]): TensorInfo {
    this.incRef(x.dataId);
    return { dataId: x.dataId, shape, dtype: x.dtype };
  }

  override write(values: BackendValues | number[] | null, shape: number[], dtype: DataType): DataId {
    const dataId: DataId = {};
    this.entries.set(dataId, this.given(values, shape, dtype, 1));
    return dataId;
  }

  override move(dataId: DataId, values: BackendValues, shape: number[], dtype: DataType, refCount: number): void {
    this.entries.set(dataId, this.given(values, shape, dtype, refCount));
  }

  override async read(dataId: DataId): Promise<Values> {
    const entry = this.entries.get(dataId);
    if (!entry.values) await this.flush();
    return expose(entry);
  }

  override readSync(dataId: DataId): Values {
    const entry = this.entries.get(dataId);
    if (!entry.values) this.flushSync();
    return expose(entry);
  }

  override refCount(dataId: DataId): number {
    return this.entries.has(dataId) ? this.entries.get(dataId).references : 0;
  }

  override incRef(dataId: DataId): void {
    this.entries.get(dataId).references++;
  }

  override disposeData(dataId: DataId, force = false): boolean {
    if (!this.entries.has(dataId)) return true;
    const entry = this.entries.get(dataId);
    entry.references--;
    if (!force && entry.references > 0) return false;
    this.entries.delete(dataId);
    entry.disposed = true;
    this.recycle(entry);
    return true;
  }

  override numDataIds(): number {
    return this.entries.numDataIds();
  }

  override memory(): { unreliable: boolean } {
    return { unreliable: false };
  }

  override timerAvailable(): boolean {
    return true;
  }

  override async time(run: () => void): Promise<{ kernelMs: number }> {
    this.flushSync();
    const before = this.runMs;
    run();
    this.flushSync();
    return { kernelMs: this.runMs - before };
  }

  override floatPrecision(): 16 | 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  override dispose(): void {
    this.programs.clear();
    this.pool.clear();
    this.signatures.clear();
    this.trace = new Trace();
  }

  /** Runs what is recorded; resolves when all values exist. */
  private async flush(): Promise<void> {
    while (this.running) await this.running.done;
    if (this.trace.operations.length === 0) return;
    const run = this.prepare();
    this.running = run;
    const results = this.results(run);
    const start = performance.now();
    run.done = run.program.session.run(run.feeds, results.tensors).then(
      () => {
        if (!run.overtaken) this.finish(run, results.arrays, start);
        this.leave(run);
      },
      (error: unknown) => {
        this.leave(run);
        throw error;
      },
    );
    await run.done;
  }

  /** Runs what is recorded now; a run under way is done again rather than waited for. */
  private flushSync(): void {
    const unfinished = this.running;
    if (unfinished && !unfinished.overtaken) {
      unfinished.overtaken = true; // its arrays stay with the slower run
      this.execute(unfinished);
    }
    if (this.trace.operations.length === 0) return;
    const run = this.prepare();
    try {
      this.execute(run);
    } finally {
      this.leave(run);
    }
  }

  private execute(run: Run): void {
    const results = this.results(run);
    const start = performance.now();
    run.program.session.runSync(run.feeds, results.tensors);
    this.finish(run, results.arrays, start);
  }

  /** Closes the trace, so that later calls go into a new one. */
  private prepare(): Run {
    const trace = this.trace;
    this.trace = new Trace();
    const live = trace.live();
    const program = this.programs.find(trace, live);
    const feeds: Record<string, Tensor> = {};
    for (const [leaf, name] of program.compiled.inputs) {
      const { dtype, values } = trace.leaves[leaf]!;
      if (!values) throw new Error(NEVER_COMPUTED);
      feeds[name] = tensor(dtype, values, trace.leafShapes[leaf] as number[]);
    }
    return { trace, live, program, feeds, done: Promise.resolve(), overtaken: false };
  }

  private results({ live, program }: Run): { arrays: Values[]; tensors: Record<string, Tensor> } {
    const tensors: Record<string, Tensor> = {};
    const arrays = live.map(({ dtype, size, shape }, i) => {
      const array = dtype === 'float32' ? this.pool.take(size) : new TYPED[dtype](size);
      tensors[program.compiled.outputs[i]!] = tensor(dtype, array, shape as number[]);
      return array;
    });
    return { arrays, tensors };
  }

  private finish(run: Run, arrays: readonly Values[], start: number): void {
    run.live.forEach((entry, i) => {
      entry.values = arrays[i]!;
      entry.owned = true;
      entry.origin = null;
      if (entry.disposed) this.recycle(entry);
    });
    this.runs++;
    this.runMs += performance.now() - start;
    this.nodes = run.program.compiled.nodes;
  }

  /** Lets go of the values a run read. */
  private leave(run: Run): void {
    if (this.running === run) this.running = null;
    for (const leaf of run.trace.leaves) {
      leaf.readers--;
      if (leaf.disposed) this.recycle(leaf);
    }
  }

  private recycle(entry: Entry): void {
    if (!entry.owned || entry.readers > 0 || !entry.values) return;
    if (entry.values instanceof Float32Array) this.pool.give(entry.values);
    entry.values = null;
    entry.owned = false;
  }

  private given(values: BackendValues | number[] | null, shape: number[], dtype: DataType, references: number): Entry {
    if (!isTensorType(dtype)) {
      throw new TypeError(`Expected float32, int32 or bool values, got ${dtype}: convert them to one of these.`);
    }
    const entry = newEntry(shape, dtype, 0);
    const Typed = TYPED[dtype];
    const array =
      values === null
        ? new Typed(entry.size)
        : values instanceof Typed
          ? values
          : Typed.from(values as ArrayLike<number>);
    return { ...entry, values: array, references, literal: shape.length === 0 ? array[0]! : null };
  }

  /** Shapes and types of a call's outputs, found by writing it once into a graph of its own. */
  private signature(kernel: string, inputs: Readonly<Record<string, TensorInfo>>, attrs: object): Signature | null {
    const keys = Object.keys(inputs);
    let key = kernel;
    for (const name of keys) {
      const input = inputs[name];
      key += input ? `|${name}:${input.shape.join()}${input.dtype[0]}` : '|';
    }
    for (const [name, value] of Object.entries(attrs)) key += `|${name}=${String(value)}`;
    const known = this.signatures.get(key);
    if (known !== undefined) return known;
    const g = new Graph(this.options.block);
    const values: Record<string, Value> = {};
    for (const name of keys) {
      const input = inputs[name];
      if (input) values[name] = g.input(name, input.shape, input.dtype as TensorType);
    }
    const emitted = emitters[kernel]!(g, values, attrs);
    const outputs = emitted && [emitted].flat().map(({ shape, dtype }) => ({ shape, dtype }));
    const signature: Signature | null = outputs && {
      id: this.nextSignature++,
      kernel,
      inputs: keys.map((name) => (inputs[name] ? { key: name, shape: inputs[name].shape } : null)),
      attrs,
      outputs,
      several: Array.isArray(emitted),
    };
    this.signatures.set(key, signature);
    return signature;
  }
}

const isTensorType = (dtype: DataType): dtype is TensorType => dtype in TYPED;

function newEntry(shape: readonly number[], dtype: TensorType, slot: number): Entry {
  return {
    shape,
    dtype,
    size: sizeOf(shape),
    values: null,
    origin: null,
    slot,
    literal: null,
    references: 1,
    disposed: false,
    owned: false,
    readers: 0,
  };
}

/** Values that leave the backend are no longer its own to reuse. */
function expose(entry: Entry): Values {
  if (!entry.values) throw new Error(NEVER_COMPUTED);
  entry.owned = false;
  return entry.values;
}

function tensor(dtype: TensorType, values: Values, shape: number[]): Tensor {
  if (dtype === 'float32') return new Tensor('float32', values as Float32Array, shape);
  if (dtype === 'int32') return new Tensor('int32', values as Int32Array, shape);
  return new Tensor('bool', values as Uint8Array, shape);
}
