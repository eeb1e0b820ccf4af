import { hangReals, hangStrokes, REALS } from '../../gallery/held-out.ts';
import { openGalleryWriter } from '../../gallery/hang.ts';
import { hangCheckpoints } from '../../gallery/shipped.ts';
import { DatasetError } from '../../ml/dataset.ts';
import { listDatasets, loadDataset } from '../../ml/datasets/index.ts';
import { checkpointFolders, loadOptions } from '../data.ts';
import type { Desk } from '../desk.ts';
import type { Task } from '../messages.ts';
import { lowerPriority } from '../priority.ts';

/**
 * Fills the gallery with what can be had without the network, the quickest first, so that somebody can play after a second;
 * what hangs already is not touched.
 */
export async function prepare(
  { folders }: Extract<Task, { kind: 'prepare' }>,
  { report, signal }: Desk,
): Promise<void> {
  const writer = await openGalleryWriter(folders.dataDir);
  const warn = (error: Error): void => report({ type: 'warning', message: error.message });
  const hung = (): void => report({ type: 'hung' });
  try {
    const say = (en: string, ko: string): void => report({ type: 'progress', what: { en, ko }, fraction: null });
    if (writer.count('strokes', null) === 0) {
      say('Drawing the first real pictures.', '첫 진짜 그림을 그리는 중입니다.');
      await hangStrokes(writer);
      hung();
    }
    say('Hanging the pictures of the models.', '모델의 그림을 거는 중입니다.');
    await hangCheckpoints(writer, checkpointFolders(folders), hung, warn);
    hung();
    const options = { ...loadOptions(folders), offline: true, signal };
    for (const plugin of await listDatasets()) {
      signal.throwIfAborted();
      if (writer.count(plugin.name, null) >= REALS || writer.datasetHash(plugin.name) !== null) continue;
      if (!(await plugin.isAvailable(options))) continue;
      say(`Hanging real pictures of ${plugin.name}.`, `${plugin.name}의 진짜 그림을 거는 중입니다.`);
      try {
        hangReals(writer, await plugin.load(options));
        hung();
      } catch (error) {
        if (!(error instanceof DatasetError)) throw error;
        warn(error);
      }
    }
    lowerPriority(process.pid);
    // Drawn once in full, so that the first training does not wait for it.
    if (writer.datasetHash('strokes') === null) {
      say(
        'Drawing all of strokes; playing need not wait.',
        'strokes 전체를 그리는 중입니다. 기다리지 않고 놀 수 있습니다.',
      );
      const { name, hash, classes } = await loadDataset('strokes', options);
      writer.putDataset({ name, hash, classes });
    }
  } finally {
    await writer.close();
  }
}
