import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import type { CheckpointHeader } from '../ml/checkpoint.ts';
import { openDatabase } from '../store/database.ts';
import { onDisk } from '../store/failure.ts';
import { galleryMigrations } from './migrations/index.ts';
import type { GalleryTables } from './schema.ts';

/** Name of the gallery's database in a data folder. It is apart from the judgments, so that hanging never delays them. */
export const GALLERY = 'gallery.sqlite';

/** Pictures of one source, ready to hang. */
export interface PoolOfPictures {
  readonly dataset: string;
  /** Null for reals. */
  readonly modelId: string | null;
  /** Seed of the samples, or of the choice among the held-out images. */
  readonly seed: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  /** [n, height, width, channels], 0 to 255. */
  readonly images: Uint8Array;
  /** Index of each in its source. [n] */
  readonly indices: ArrayLike<number>;
  /** [n], null where there are no classes. */
  readonly labels: ArrayLike<number> | null;
  /** Of fakes: the nearest training image of each. [n] */
  readonly nearest: { readonly index: ArrayLike<number>; readonly distance: ArrayLike<number> } | null;
}

export interface KnownModel {
  readonly id: string;
  readonly hash: string;
  readonly header: CheckpointHeader;
  readonly path: string;
  readonly runId: string | null;
}

/** Writes to the gallery; used by workers, each with a connection of its own. */
export interface GalleryWriter {
  /** Classes of a data set, and its hash where it is known. */
  putDataset(dataset: {
    readonly name: string;
    readonly hash: string | null;
    readonly classes: readonly string[];
  }): void;
  /** SHA-256 of a data set's bytes; null where it is not known yet. */
  datasetHash(name: string): string | null;
  /** Adds a model or renews its header, scores and path. */
  putModel(model: KnownModel): void;
  /** Hangs what is not there yet of a pool, all or nothing; gives the number of new pictures. @throws StorageError */
  hang(pool: PoolOfPictures): number;
  /** Pictures that hang of a data set's reals (null) or of a model, whatever their seed. */
  count(dataset: string, modelId: string | null): number;
  close(): Promise<void>;
}

/** @throws StorageError */
export async function openGalleryWriter(dataDir: string): Promise<GalleryWriter> {
  const file = join(dataDir, GALLERY);
  const { raw, db } = await openDatabase<GalleryTables>(file, galleryMigrations);
  const sql = statements(raw);

  const hang = raw.transaction((pool: PoolOfPictures): number => {
    const { dataset, modelId, seed, height, width, channels } = pool;
    sql.addPool.run({ dataset, modelId, seed, height, width, channels });
    const poolId = sql.poolId.pluck().get({ dataset, modelId, seed }) as number;
    const size = height * width * channels;
    let hung = 0;
    for (let i = 0; i < pool.indices.length; i++) {
      const pixels = Buffer.from(pool.images.subarray(i * size, (i + 1) * size));
      hung += sql.addPicture.run({
        id: randomBytes(12).toString('base64url'),
        poolId,
        index: pool.indices[i],
        label: pool.labels?.[i] ?? null,
        pixels,
        hash: createHash('sha256').update(pixels).digest('hex'),
        nearestIndex: pool.nearest?.index[i] ?? null,
        nearestDistance: pool.nearest?.distance[i] ?? null,
        copy: Number(pool.nearest?.distance[i] === 0),
      }).changes;
    }
    return hung;
  });

  const guarded = <T>(work: () => T): T => onDisk(file, work);
  return {
    putDataset: ({ name, hash, classes }) =>
      guarded(() => void sql.putDataset.run({ name, hash, classes: JSON.stringify(classes) })),
    datasetHash: (name) => guarded(() => (sql.datasetHash.pluck().get({ name }) as string | null | undefined) ?? null),
    putModel: ({ id, hash, header, path, runId }) =>
      guarded(
        () =>
          void sql.putModel.run({
            id,
            hash,
            dataset: header.dataset,
            generator: header.generator,
            step: header.step,
            header: JSON.stringify(header),
            path,
            runId,
          }),
      ),
    hang: (pool) => guarded(() => hang.immediate(pool)),
    count: (dataset, modelId) => guarded(() => sql.count.pluck().get({ dataset, modelId }) as number),
    close: () => db.destroy(),
  };
}

function statements(raw: Sqlite.Database) {
  return {
    putDataset: raw.prepare(
      `insert into dataset (name, hash, classes) values (@name, @hash, @classes)
       on conflict (name) do update set hash = coalesce(@hash, hash), classes = @classes`,
    ),
    datasetHash: raw.prepare('select hash from dataset where name = @name'),
    putModel: raw.prepare(
      `insert into model (model_id, hash, dataset, generator, step, header, path, run_id)
       values (@id, @hash, @dataset, @generator, @step, @header, @path, @runId)
       on conflict (model_id) do update set header = @header, path = @path, run_id = @runId`,
    ),
    addPool: raw.prepare(
      `insert into pool (dataset, model_id, seed, height, width, channels)
       values (@dataset, @modelId, @seed, @height, @width, @channels) on conflict do nothing`,
    ),
    poolId: raw.prepare('select pool_id from pool where dataset = @dataset and model_id is @modelId and seed = @seed'),
    addPicture: raw.prepare(
      `insert into picture (picture_id, pool_id, source_index, label, pixels, pixel_hash, nearest_index, nearest_distance, copy)
       values (@id, @poolId, @index, @label, @pixels, @hash, @nearestIndex, @nearestDistance, @copy)
       on conflict (pool_id, source_index) do nothing`,
    ),
    count: raw.prepare(
      `select count(*) from picture join pool using (pool_id)
       where dataset = @dataset and model_id is @modelId`,
    ),
  };
}
