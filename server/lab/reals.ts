import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { GALLERY } from '../gallery/hang.ts';
import type { ImageSet } from '../ml/dataset.ts';
import { LabError } from '../ml/lab.ts';

interface Row {
  readonly pixels: Buffer;
  readonly label: number | null;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/** Reads the held-out real pictures of a data set from the gallery, in the order of hanging. @throws LabError where none hang */
export function readReals(dataDir: string, dataset: string): ImageSet {
  const raw = new Sqlite(path.join(dataDir, GALLERY), { readonly: true, fileMustExist: true });
  try {
    const rows = raw
      .prepare(
        `select pixels, label, height, width, channels from picture join pool using (pool_id)
         where dataset = ? and model_id is null order by hung limit 1000`,
      )
      .all(dataset) as Row[];
    const [first] = rows;
    if (!first) throw new LabError(`No real pictures of ${dataset} hang yet; fetch them from the host page first.`);
    const { height, width, channels } = first;
    const alike = rows.filter((row) => row.height === height && row.width === width && row.channels === channels);
    return {
      images: Uint8Array.from(Buffer.concat(alike.map(({ pixels }) => pixels))),
      labels: alike.every(({ label }) => label !== null) ? Uint8Array.from(alike, ({ label }) => label!) : null,
      n: alike.length,
      height,
      width,
      channels,
    };
  } finally {
    raw.close();
  }
}
