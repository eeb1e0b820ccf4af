import { listCheckpoints, type CheckpointEntry } from '../../ml/checkpoints/registry.ts';
import { openGenerator } from '../../ml/generators/open.ts';
import { pathsFor } from '../paths.ts';
import { besideSklearn } from './beside/mixture.ts';
import type { BenchRow } from './row.ts';

const WARM_UP = 64;
/** Pictures of one timed request, and how long requests are repeated. */
const REQUEST = 256;
const SECONDS = 4;

/** Pictures a second of every checkpoint that ships, and the mixture's EM and sampling beside scikit-learn's. */
export async function run({ log }: { log: (line: string) => void }): Promise<BenchRow[]> {
  const shipped = (await listCheckpoints(pathsFor(), ({ message }) => log(message))).filter(
    ({ run: of, header }) => of === null && header.kind === 'generator',
  );
  const rows: BenchRow[] = [];
  for (const entry of shipped) {
    rows.push({ name: entry.ref, value: await picturesPerSecond(entry), unit: 'pictures/s' });
    log(`${entry.ref}: ${rows.at(-1)!.value.toFixed(0)} pictures/s`);
  }
  return [...rows, ...(await besideSklearn(log))];
}

async function picturesPerSecond({ path }: CheckpointEntry): Promise<number> {
  const { generator } = await openGenerator(path);
  try {
    await generator.sample({ n: WARM_UP, seed: 0 });
    let best = 0;
    const end = performance.now() + SECONDS * 1000;
    for (let first = 0; first === 0 || performance.now() < end; first += REQUEST) {
      const start = performance.now();
      await generator.sample({ n: REQUEST, seed: 1, firstIndex: first });
      best = Math.max(best, (1000 * REQUEST) / (performance.now() - start));
    }
    return best;
  } finally {
    generator.dispose();
  }
}
