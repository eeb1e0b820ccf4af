import { createRequire } from 'node:module';
import { InferenceSession, Tensor } from 'onnxruntime-node';

export type Values = Float32Array | Int32Array | Uint8Array;

export interface SessionOptions {
  /** Threads inside one operator. */
  readonly threads: number;
}

/** Tensors by name; outputs are given as well, and written in place. */
export type Feeds = Readonly<Record<string, Tensor>>;

export { Tensor };

/**
 * The native session behind the public one. The public `run` is asynchronous although the work is not, so a synchronous
 * read (`dataSync`) needs this private file of onnxruntime-node; `session.test.ts` pins what is used of it.
 */
interface NativeSession {
  loadModel(buffer: ArrayBufferLike, offset: number, length: number, options: InferenceSession.SessionOptions): void;
  run(feeds: Feeds, fetches: Feeds, options: object): unknown;
  dispose(): void;
}

interface NativeBinding {
  readonly binding: { readonly InferenceSession: new () => NativeSession };
  initOrt(): void;
}

const native = (): NativeBinding => createRequire(import.meta.url)('onnxruntime-node/dist/binding.js') as NativeBinding;

/** One compiled graph. Asynchronous runs go through the public API; a native twin is made when one must not wait. */
export class Session {
  private asynchronous: Promise<InferenceSession> | null = null;
  private synchronous: NativeSession | null = null;

  constructor(
    private readonly model: Uint8Array,
    private readonly options: SessionOptions,
  ) {}

  async run(feeds: Feeds, results: Feeds): Promise<void> {
    this.asynchronous ??= InferenceSession.create(this.model, this.settings());
    await (await this.asynchronous).run(feeds, results);
  }

  runSync(feeds: Feeds, results: Feeds): void {
    if (!this.synchronous) {
      const { binding, initOrt } = native();
      initOrt();
      const session = new binding.InferenceSession();
      session.loadModel(this.model.buffer, this.model.byteOffset, this.model.byteLength, this.settings());
      this.synchronous = session;
    }
    this.synchronous.run(feeds, results, {});
  }

  /** Frees the native memory; the session may not run afterwards. */
  release(): void {
    this.synchronous?.dispose();
    this.synchronous = null;
    void this.asynchronous?.then((session) => session.release()).catch(() => undefined); // a failed one has nothing to free
    this.asynchronous = null;
  }

  private settings(): InferenceSession.SessionOptions {
    return {
      executionProviders: ['cpu'],
      intraOpNumThreads: this.options.threads,
      interOpNumThreads: 1,
      // Threads that spin while they wait starve the rooms and each other: twice as slow on a busy machine, no faster on an idle one.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      enableCpuMemArena: true,
      enableMemPattern: true,
      logSeverityLevel: 4, // errors come as exceptions
    };
  }
}
