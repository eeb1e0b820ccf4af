import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { CheckpointError } from '../generator.ts';
import { readCheckpointHeader } from './checkpoint-file.ts';
import type { CheckpointSummary } from './checkpoint-file.ts';

/** Where checkpoints live: those that ship (`models/<dataset>/<name>.safetensors`) and those of runs (`runs/<run>/step-NNNNNN.safetensors`). */
export interface CheckpointFolders {
  readonly modelsDir: string;
  readonly runsDir: string;
}

export interface CheckpointEntry extends CheckpointSummary {
  /** How a person asks for it: `mnist/vae` for a shipped one, `mnist-vae-s0-1/step-000500` for one of a run. */
  readonly ref: string;
  /** Name of the run's folder, null for shipped ones. */
  readonly run: string | null;
}

const SUFFIX = '.safetensors';

/**
 * All checkpoints, shipped ones first, runs in order of steps; reads headers only. Files that can't be used are left out and
 * told to `onProblem`.
 */
export async function listCheckpoints(
  folders: CheckpointFolders,
  onProblem: (error: Error) => void = () => undefined,
): Promise<CheckpointEntry[]> {
  const entries: CheckpointEntry[] = [];
  for (const [root, shipped] of [
    [folders.modelsDir, true],
    [folders.runsDir, false],
  ] as const) {
    for (const folder of await names(root)) {
      for (const file of await names(path.join(root, folder))) {
        if (!file.endsWith(SUFFIX) || (!shipped && !file.startsWith('step-'))) continue;
        try {
          const summary = await readCheckpointHeader(path.join(root, folder, file));
          entries.push({ ...summary, ref: `${folder}/${file.slice(0, -SUFFIX.length)}`, run: shipped ? null : folder });
        } catch (error) {
          onProblem(error as Error);
        }
      }
    }
  }
  return entries;
}

/**
 * The checkpoint a person means: a path, an id (or its first digits, four at least), a `ref`, or a run's name for its last step.
 * @throws CheckpointError where none or several fit.
 */
export async function findCheckpoint(ref: string, folders: CheckpointFolders): Promise<CheckpointEntry> {
  if (await isFile(ref)) {
    const summary = await readCheckpointHeader(ref);
    return { ...summary, ref, run: null };
  }
  const all = await listCheckpoints(folders);
  const named = all.filter((entry) => entry.ref === ref);
  const fits = named.length > 0 ? named : all.filter((entry) => entry.run === ref).slice(-1);
  if (fits.length === 0 && /^[0-9a-f]{4,64}$/.test(ref))
    fits.push(...all.filter((entry) => entry.hash.startsWith(ref)));
  if (new Set(fits.map((entry) => entry.hash)).size > 1) {
    throw new CheckpointError(
      `"${ref}" fits ${fits.length} checkpoints (${fits.map((entry) => entry.id).join(', ')}); give more digits.`,
    );
  }
  if (fits[0]) return fits[0];
  const known = all.filter((entry) => entry.run === null).map((entry) => entry.ref);
  throw new CheckpointError(
    `There is no checkpoint "${ref}"; give a path, an id or a name${known.length > 0 ? ` such as ${known.join(', ')}` : ''} (\`uncanny models\` lists all).`,
  );
}

async function names(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  } catch {
    return []; // not there, or not a folder: nothing in it
  }
}

const isFile = async (file: string): Promise<boolean> => (await stat(file).catch(() => null))?.isFile() ?? false;
