import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readPool } from '../ml/checkpoints/pool.ts';
import { listCheckpoints } from '../ml/checkpoints/registry.ts';
import type { CheckpointEntry, CheckpointFolders } from '../ml/checkpoints/registry.ts';
import type { GalleryWriter } from './hang.ts';

/**
 * Makes the gallery know every checkpoint that ships or that a run left, and hangs the pools that lie beside shipped ones.
 * A file that can't be used is told and left out.
 *
 * @param onHung called after each model whose pictures were hung
 */
export async function hangCheckpoints(
  writer: GalleryWriter,
  folders: CheckpointFolders,
  onHung: () => void,
  onProblem: (error: Error) => void,
): Promise<void> {
  const all = await listCheckpoints(folders, onProblem);
  for (const entry of all.filter(({ header }) => header.kind === 'generator')) {
    const { id, hash, header, path, run } = entry;
    writer.putModel({ id, hash, header, path, runId: run });
    if (run !== null || writer.count(header.dataset, id) > 0) continue;
    try {
      if (await hangPool(writer, entry)) onHung();
    } catch (error) {
      onProblem(error as Error);
    }
  }
}

/** Hangs the pool beside a checkpoint: `<name>.<anything>.br` for `<name>.safetensors`. False where there is none. */
async function hangPool(writer: GalleryWriter, { id, header, path }: CheckpointEntry): Promise<boolean> {
  const name = basename(path, '.safetensors');
  for (const file of await readdir(dirname(path))) {
    if (!file.startsWith(`${name}.`) || !file.endsWith('.br')) continue;
    const pool = await readPool(join(dirname(path), file));
    if (pool.checkpointId !== id) {
      throw new Error(
        `${file} holds samples of ${pool.checkpointId}, not of ${name} (${id}); draw them again with \`uncanny sample\`.`,
      );
    }
    writer.hang({
      ...pool,
      dataset: header.dataset,
      modelId: id,
      indices: Array.from({ length: pool.n }, (_, i) => pool.firstIndex + i),
      nearest: pool.nearestTrain,
    });
    return true;
  }
  return false;
}
