import { join } from 'node:path';
import { openDatabase } from '../store/database.ts';
import { onDisk } from '../store/failure.ts';
import { GALLERY } from './hang.ts';
import { galleryMigrations } from './migrations/index.ts';
import type { GalleryTables } from './schema.ts';

/** Pictures of one size, side by side in memory. */
export interface PictureBatch {
  readonly ids: readonly string[];
  /** [ids, height, width, channels] */
  readonly images: Uint8Array;
}

/** Where a worker finds pictures that no machine has appraised, and writes what it says of them. */
export interface Appraisals {
  /** Names of data sets of which pictures hang. */
  datasets(): readonly string[];
  /** Some of the pictures that this network has not appraised, of one size, at most `limit`; null where all are. @throws StorageError */
  next(dataset: string, extractor: string, limit: number): PictureBatch | null;
  /** @param realism one a picture @throws StorageError */
  put(ids: readonly string[], extractor: string, realism: ArrayLike<number>): void;
  close(): Promise<void>;
}

/** @throws StorageError */
export async function openAppraisals(dataDir: string): Promise<Appraisals> {
  const file = join(dataDir, GALLERY);
  const { raw, db } = await openDatabase<GalleryTables>(file, galleryMigrations);
  const datasets = raw
    .prepare(
      `select distinct dataset from pool where exists (select 1 from picture where picture.pool_id = pool.pool_id)
       order by dataset`,
    )
    .pluck();
  const next = raw.prepare(
    `select picture_id as id, pool_id as pool, pixels from picture join pool using (pool_id)
       left join appraisal using (picture_id)
     where dataset = ? and (appraisal.extractor is null or appraisal.extractor <> ?) order by hung limit ?`,
  );
  const put = raw.prepare(
    `insert into appraisal (picture_id, extractor, realism) values (?, ?, ?)
     on conflict (picture_id) do update set extractor = excluded.extractor, realism = excluded.realism`,
  );
  const putAll = raw.transaction((ids: readonly string[], extractor: string, realism: ArrayLike<number>): void =>
    ids.forEach((id, i) => put.run(id, extractor, realism[i])),
  );
  const guarded = <T>(work: () => T): T => onDisk(file, work);
  return {
    datasets: () => guarded(() => datasets.all() as string[]),
    next: (dataset, extractor, limit) =>
      guarded(() => {
        const rows = next.all(dataset, extractor, limit) as { id: string; pool: number; pixels: Buffer }[];
        const [first] = rows;
        if (!first) return null;
        const same = rows.filter(({ pool }) => pool === first.pool);
        return {
          ids: same.map(({ id }) => id),
          images: new Uint8Array(Buffer.concat(same.map(({ pixels }) => pixels))),
        };
      }),
    put: (ids, extractor, realism) => guarded(() => putAll.immediate(ids, extractor, realism)),
    close: () => db.destroy(),
  };
}
