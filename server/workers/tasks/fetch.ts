import { openGalleryWriter } from '../../gallery/hang.ts';
import { hangReals } from '../../gallery/held-out.ts';
import { loadDataset } from '../../ml/datasets/index.ts';
import { loadOptions } from '../data.ts';
import type { Desk } from '../desk.ts';
import type { Task } from '../messages.ts';

/** Gets a data set, from the network where it must, and hangs its reals. @throws DatasetError */
export async function fetchDataset(
  { folders, dataset }: Extract<Task, { kind: 'fetch' }>,
  { report, signal }: Desk,
): Promise<void> {
  const loaded = await loadDataset(dataset, {
    ...loadOptions(folders),
    signal,
    onProgress: ({ what, fraction }) =>
      report({ type: 'progress', what: { en: `${what}.`, ko: `${dataset} 내려받는 중입니다.` }, fraction }),
  });
  const writer = await openGalleryWriter(folders.dataDir);
  try {
    hangReals(writer, loaded);
    report({ type: 'hung' });
  } finally {
    await writer.close();
  }
}
