import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { ImageSet } from '../../ml/dataset.ts';
import { startEngine } from '../../ml/engine/index.ts';
import { plugin as diffusion } from '../../ml/generators/diffusion/index.ts';
import { plugin as gan } from '../../ml/generators/gan/index.ts';
import { plugin as vae } from '../../ml/generators/vae/index.ts';
import { rngFor } from '../../ml/random.ts';
import { projectRoot } from '../paths.ts';
import type { BenchRow } from './row.ts';

const THREADS = 2;
const ROUNDS = 5;
const STEPS_A_ROUND = 4;
/** Two compile, the rest fill caches. */
const WARM_UP = 5;
/** PyTorch's two memory layouts; the better one counts. */
const LAYOUTS = ['contiguous', 'channels_last'] as const;

/**
 * Time of a whole training step (batch, forward, gradients, update, average) of the shipped networks, beside the same step
 * in PyTorch where a Python with torch is there. Both take turns in one run, and their best times are compared: whatever
 * else the machine does then weighs least.
 */
export async function run({ log }: { log: (line: string) => void }): Promise<BenchRow[]> {
  const engine = await startEngine({ threads: THREADS, log });
  const torch = await Torch.start();
  if (!torch) log('No Python with torch found (set PYTHON to one): only our own times.');
  const rows: BenchRow[] = [];
  for (const plugin of [vae, gan, diffusion]) {
    const model = await plugin.create(SHAPE, plugin.presets.full as never, 0);
    const steps = model.fit(pictures())[Symbol.asyncIterator]();
    let [ours, theirs] = [Infinity, Infinity];
    await timed(steps, WARM_UP);
    for (const layout of LAYOUTS) await torch?.timed(plugin.name, layout, WARM_UP);
    for (let round = 0; round < ROUNDS; round++) {
      ours = Math.min(ours, ...(await timed(steps, STEPS_A_ROUND)));
      for (const layout of LAYOUTS) {
        if (torch) theirs = Math.min(theirs, ...(await torch.timed(plugin.name, layout, STEPS_A_ROUND)));
      }
    }
    model.dispose();
    rows.push({
      name: `${plugin.name} step, batch 64, ${engine.backendName}, ${THREADS} threads`,
      value: ours,
      unit: 'ms',
      ...(torch ? { against: `PyTorch ${torch.version}: ${theirs.toFixed(1)} ms`, ratio: ours / theirs } : {}),
    });
    log(`${plugin.name}: ${ours.toFixed(1)} ms${torch ? `, PyTorch ${theirs.toFixed(1)} ms` : ''}`);
  }
  torch?.stop();
  return rows;
}

const SHAPE = { height: 28, width: 28, channels: 1, classes: 10 } as const;

/** Noise will do: a step takes as long on it as on digits. */
function pictures(): ImageSet {
  const rng = rngFor('bench', 'train');
  const n = 1024;
  return {
    images: Uint8Array.from({ length: n * SHAPE.height * SHAPE.width }, () => rng.int(256)),
    labels: Uint8Array.from({ length: n }, () => rng.int(SHAPE.classes)),
    n,
    ...SHAPE,
  };
}

/** Milliseconds of each of the next steps. */
async function timed(steps: AsyncIterator<unknown>, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await steps.next();
    times.push(performance.now() - start);
  }
  return times;
}

/** The same networks in PyTorch, in a process of their own (`train-torch.py`). */
class Torch {
  readonly #lines: AsyncIterator<string>;

  private constructor(
    private readonly child: ReturnType<typeof spawnPython>,
    lines: AsyncIterator<string>,
    readonly version: string,
  ) {
    this.#lines = lines;
  }

  static async start(): Promise<Torch | null> {
    const python = [process.env['PYTHON'], 'python3', '/usr/bin/python3', 'python'].find(
      (name) => name && spawnSync(name, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0,
    );
    if (!python) return null;
    const child = spawnPython(python);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { torch } = JSON.parse(String((await lines.next()).value)) as { torch: string };
    return new Torch(child, lines, torch);
  }

  async timed(network: string, layout: string, count: number): Promise<number[]> {
    this.child.stdin.write(`${network} ${layout} ${count}\n`);
    const line = await this.#lines.next();
    if (line.done)
      throw new Error(`Expected step times from PyTorch for ${network}, but it ended; see its error above.`);
    return JSON.parse(line.value) as number[];
  }

  stop(): void {
    this.child.stdin.end();
  }
}

function spawnPython(python: string) {
  const script = path.join(projectRoot(), 'server', 'cli', 'bench', 'train-torch.py');
  return spawn(python, [script, String(THREADS)], { stdio: ['pipe', 'pipe', 'inherit'] });
}
