import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { CheckpointError } from '../generator.ts';

/** Folder for a new run: `<dataset>-<generator>-s<seed>-<n>` with the first free n. */
export async function newRunFolder(runsDir: string, dataset: string, generator: string, seed: number): Promise<string> {
  const prefix = `${dataset}-${generator}-s${seed}-`;
  return path.join(runsDir, `${prefix}${Math.max(0, ...(await numbers(runsDir, prefix))) + 1}`);
}

/** Folder of the last run of this kind that can be continued. @throws CheckpointError where there is none. */
export async function lastRunFolder(
  runsDir: string,
  dataset: string,
  generator: string,
  seed: number,
): Promise<string> {
  const prefix = `${dataset}-${generator}-s${seed}-`;
  for (const n of (await numbers(runsDir, prefix)).sort((a, b) => b - a)) {
    const folder = path.join(runsDir, `${prefix}${n}`);
    if (await stat(path.join(folder, 'resume.safetensors')).catch(() => null)) return folder;
  }
  throw new CheckpointError(
    `There is no run of ${generator} on ${dataset} with seed ${seed} to continue in ${runsDir}; train without --resume.`,
  );
}

async function numbers(runsDir: string, prefix: string): Promise<number[]> {
  const names = await readdir(runsDir).catch(() => []);
  return names
    .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)));
}
