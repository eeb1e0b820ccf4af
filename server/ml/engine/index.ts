import { availableParallelism } from 'node:os';
import { tf } from './tf.ts';
import { registerLeanGradients } from './gradients.ts';
import { cpuBackend } from './cpu.ts';
import type { BackendStats } from './backend.ts';

export { tf } from './tf.ts';
export { silu, groupNorm, rmsNorm } from './layers.ts';
export { AdamW, Ema, type AdamWOptions, type NamedTensors } from './optimiser.ts';

export type BackendName = 'native' | 'wasm' | 'cpu';

export interface EngineOptions {
  /** Threads inside one operator; by default all processors. */
  readonly threads?: number;
  /** The best backend to try; those after it (native, wasm, cpu) stand in where it does not work. */
  readonly prefer?: BackendName;
  /** Takes one line when something slower than native has to be used. */
  readonly log?: (line: string) => void;
}

export interface Engine {
  readonly tf: typeof tf;
  readonly backendName: BackendName;
  /** Counts of the native backend; null on the others. */
  stats(): BackendStats | null;
  /** Frees the native backend's memory; tensors made on it are lost. A later `startEngine` starts anew. */
  dispose(): void;
}

let started: Promise<Engine> | null = null;

/**
 * Makes TensorFlow.js compute on the fastest backend that gives right results here. Call it once before any tensor is
 * made; later calls return the same engine, whatever their options.
 */
export function startEngine(options: EngineOptions = {}): Promise<Engine> {
  started ??= start(options).catch((error: unknown) => {
    started = null;
    throw error;
  });
  return started;
}

async function start({
  threads = availableParallelism(),
  prefer = 'native',
  log = () => undefined,
}: EngineOptions): Promise<Engine> {
  registerLeanGradients();
  cpuBackend();
  const reasons: string[] = [];
  const order: readonly BackendName[] = ['native', 'wasm', 'cpu'];
  for (const name of order.slice(order.indexOf(prefer))) {
    try {
      const stats = await starters[name](threads, log);
      if (reasons.length > 0) log(`Training runs on the slower ${name} backend: ${reasons.join('; ')}.`);
      return engineOn(name, stats);
    } catch (error) {
      reasons.push(`${name} does not work here (${error instanceof Error ? error.message : String(error)})`);
    }
  }
  throw new Error(`Expected a working TensorFlow.js backend, found none: ${reasons.join('; ')}.`);
}

function engineOn(name: BackendName, stats: () => BackendStats | null): Engine {
  return {
    tf,
    backendName: name,
    stats,
    dispose: () => {
      if (name === 'native') tf.removeBackend(name);
      started = null;
    },
  };
}

const starters: Record<
  BackendName,
  (threads: number, log: (line: string) => void) => Promise<() => BackendStats | null>
> = {
  async native(threads, log) {
    // Imported here: a machine without the native library still gets the other backends.
    const { blockSize, nativeWorks } = await import('./probe.ts');
    const { BACKEND_NAME, RecordingBackend } = await import('./backend.ts');
    const { registerKernels } = await import('./register.ts');
    if (!(await nativeWorks())) throw new Error('its results are wrong');
    const backend = new RecordingBackend({ threads, block: await blockSize() });
    tf.registerBackend(BACKEND_NAME, () => backend);
    registerKernels(log);
    await use(BACKEND_NAME);
    return () => backend.stats();
  },
  async wasm() {
    const { repairWasm } = await import('./fallback-wasm.ts');
    await use('wasm');
    repairWasm();
    return () => null;
  },
  async cpu() {
    await use('cpu');
    return () => null;
  },
};

async function use(name: string): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error('TensorFlow.js refused it');
  await tf.ready();
}
