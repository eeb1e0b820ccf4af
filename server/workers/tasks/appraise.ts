import { stat } from 'node:fs/promises';
import { openAppraisals, type Appraisals } from '../../gallery/appraisals.ts';
import { readCheckpointHeader } from '../../ml/checkpoints/checkpoint-file.ts';
import { DatasetError } from '../../ml/dataset.ts';
import { findDataset } from '../../ml/datasets/index.ts';
import { startEngine } from '../../ml/engine/index.ts';
import { openAppraiser } from '../../ml/evaluate/realism.ts';
import { classifierPath } from '../../ml/features/classifier/load.ts';
import { CheckpointError } from '../../ml/generator.ts';
import { loadOptions } from '../data.ts';
import type { Desk } from '../desk.ts';
import type { Folders, Task } from '../messages.ts';

/** Pictures read and written at once. */
const BATCH = 1000;

/**
 * Says of every picture that hangs how real a machine takes it to be. Data sets without a classifier, or whose files are not
 * here, are left alone.
 */
export async function appraise(
  { folders }: Extract<Task, { kind: 'appraise' }>,
  { report, signal }: Desk,
): Promise<void> {
  const appraisals = await openAppraisals(folders.dataDir);
  try {
    for (const dataset of appraisals.datasets()) {
      const classifier = classifierPath(folders.modelsDir, dataset);
      if ((await stat(classifier).catch(() => null)) === null) continue;
      try {
        // A new classifier looks at all pictures again: what two networks say is not to be compared.
        const { hash } = await readCheckpointHeader(classifier);
        if (appraisals.next(dataset, hash, 1) !== null) await appraiseAll(dataset, appraisals, folders, signal);
      } catch (error) {
        if (!(error instanceof CheckpointError || error instanceof DatasetError)) throw error;
        report({ type: 'warning', message: error.message });
      }
    }
  } finally {
    await appraisals.close();
  }
}

async function appraiseAll(name: string, appraisals: Appraisals, folders: Folders, signal: AbortSignal): Promise<void> {
  const options = { ...loadOptions(folders), offline: true, signal };
  const plugin = await findDataset(name);
  if (!(await plugin.isAvailable(options))) return;
  await startEngine({ threads: 1 }); // people play beside it
  const appraiser = await openAppraiser(await plugin.load(options), folders.modelsDir, options);
  const { hash } = appraiser.extractor;
  try {
    for (let batch; (batch = appraisals.next(name, hash, BATCH)) !== null;) {
      signal.throwIfAborted();
      appraisals.put(batch.ids, hash, await appraiser.realism(batch.images, batch.ids.length));
    }
  } finally {
    appraiser.dispose();
  }
}
