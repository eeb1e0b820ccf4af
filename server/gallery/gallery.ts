import { join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { checkpointHeader } from '../ml/checkpoint.ts';
import type { DealRequest, DealtPicture, GalleryPort } from '../rooms/ports.ts';
import { openDatabase } from '../store/database.ts';
import { dealFrom } from './deal.ts';
import { gridOf } from './grid.ts';
import type { KnownModel } from './hang.ts';
import { GALLERY } from './hang.ts';
import { galleryMigrations } from './migrations/index.ts';
import { encodePng } from './png.ts';
import type { GalleryTables } from './schema.ts';

/** A model and how many of its pictures hang. */
export interface ModelOnTheWall extends KnownModel {
  readonly pool: number;
}

/** The serving side of the gallery: an index in memory, pixels from disk. */
export interface Gallery extends GalleryPort {
  /** Takes up what workers have hung since. */
  reload(): void;
  /** In the order in which they were first seen. */
  models(): readonly ModelOnTheWall[];
  model(modelId: string): ModelOnTheWall | null;
  /** Names of the data sets that have reals or models here. */
  datasets(): readonly string[];
  reals(dataset: string): number;
  /** All that is known of where a picture comes from, for exports; null for an unknown one. */
  provenance(pictureId: string): Provenance | null;
  /** 8 x 8 pictures of a model at its first indices, as PNG; null where the model or its pictures are missing. */
  grid(modelId: string): Buffer | null;
  close(): Promise<void>;
}

/** Where a picture comes from: enough to make it again. */
export interface Provenance {
  readonly dataset: string;
  /** SHA-256 of the data set's bytes. */
  readonly datasetHash: string | null;
  /** Null for reals. */
  readonly modelId: string | null;
  readonly checkpointHash: string | null;
  /** Seed of the samples, or of the choice among the held-out images; index in the samples, or in the held-out split. */
  readonly seed: number;
  readonly index: number;
  readonly label: number | null;
  /** SHA-256 of the pixels. */
  readonly pixelHash: string;
  readonly nearestTrainIndex: number | null;
  readonly nearestTrainDistance: number | null;
  /** Equals a training image pixel by pixel. */
  readonly copy: boolean;
}

interface Picture {
  readonly id: string;
  readonly pool: Pool;
  readonly label: number | null;
}

interface Pool {
  readonly id: number;
  readonly dataset: string;
  readonly modelId: string | null;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/** Opens the gallery of a data folder. @throws StorageError */
export async function openGallery(dataDir: string): Promise<Gallery> {
  const { raw, db } = await openDatabase<GalleryTables>(join(dataDir, GALLERY), galleryMigrations);
  const pixels = raw.prepare('select pixels from picture where picture_id = ?').pluck();
  const first = raw.prepare('select pixels from picture where pool_id = ? order by source_index limit 64').pluck();
  const source = raw.prepare(
    `select pool.dataset, dataset.hash as datasetHash, pool.model_id as modelId, model.hash as checkpointHash, pool.seed,
       source_index as "index", label, pixel_hash as pixelHash, nearest_index as nearestTrainIndex,
       nearest_distance as nearestTrainDistance, copy
     from picture join pool using (pool_id) left join dataset on dataset.name = pool.dataset
       left join model using (model_id)
     where picture_id = ?`,
  );
  let index = readIndex(raw);

  const shelf = (dataset: string, modelId: string | null, exclude: ReadonlySet<string>) => {
    let excluded = 0;
    for (const id of exclude) {
      const pool = index.pictures.get(id)?.pool;
      if (pool?.dataset === dataset && pool.modelId === modelId) excluded++;
    }
    return { pictures: index.shelves.get(shelfKey(dataset, modelId)) ?? [], excluded };
  };

  const describe = ({ id, pool, label }: Picture): DealtPicture => {
    const { dataset, modelId, width, height } = pool;
    const name = label === null ? null : (index.classes.get(dataset)?.[label] ?? String(label));
    if (modelId === null)
      return { pictureId: id, truth: 'real', origin: { kind: 'real', dataset, label: name }, width, height };
    const { header } = index.models.get(modelId)!;
    const { generator, step } = header;
    const origin = { kind: 'fake', dataset, label: name, modelId, generator, step } as const;
    return { pictureId: id, truth: 'fake', origin, width, height };
  };

  return {
    deal({ dataset, models, count, seed, exclude }: DealRequest) {
      const chosen = [...index.models.values()].filter(
        (model) =>
          model.header.dataset === dataset && model.pool > 0 && (models.length === 0 || models.includes(model.id)),
      );
      const dealt = dealFrom<Picture>(
        { reals: shelf(dataset, null, exclude), fakes: chosen.map(({ id }) => shelf(dataset, id, exclude)) },
        { count, seed, exclude },
      );
      return dealt.ok ? { ok: true, pictures: dealt.pictures.map(describe) } : dealt;
    },
    encoded(pictureId) {
      const picture = index.pictures.get(pictureId);
      if (!picture) return null;
      return encodePng({ ...picture.pool, pixels: pixels.get(pictureId) as Buffer });
    },
    reload: () => void (index = readIndex(raw)),
    models: () => [...index.models.values()],
    model: (modelId) => index.models.get(modelId) ?? null,
    datasets: () => [...new Set(index.pools.map((pool) => pool.dataset))],
    reals: (dataset) => index.shelves.get(shelfKey(dataset, null))?.length ?? 0,
    provenance(pictureId) {
      const row = source.get(pictureId) as (Omit<Provenance, 'copy'> & { copy: number }) | undefined;
      return row ? { ...row, copy: row.copy === 1 } : null;
    },
    grid(modelId) {
      const pool = index.pools.find((candidate) => candidate.modelId === modelId);
      if (!pool) return null;
      return encodePng(gridOf(Buffer.concat(first.all(pool.id) as Buffer[]), pool, 8));
    },
    close: () => db.destroy(),
  };
}

interface Index {
  readonly pools: readonly Pool[];
  readonly pictures: ReadonlyMap<string, Picture>;
  /** All pictures of a source, whatever their seed; see {@link shelfKey}. */
  readonly shelves: ReadonlyMap<string, readonly Picture[]>;
  readonly models: ReadonlyMap<string, ModelOnTheWall>;
  readonly classes: ReadonlyMap<string, readonly string[]>;
}

/** Everything but pixels; some 50 bytes a picture. */
function readIndex(raw: Sqlite.Database): Index {
  const pools = raw
    .prepare('select pool_id as id, dataset, model_id as modelId, height, width, channels from pool order by pool_id')
    .all() as Pool[];
  const shelves = new Map<string, Picture[]>();
  const byId = new Map(pools.map((pool) => [pool.id, pool]));
  const pictures = new Map<string, Picture>();
  const rows = raw.prepare('select picture_id, pool_id, label from picture order by pool_id, source_index').raw();
  for (const [id, poolId, label] of rows.iterate() as IterableIterator<[string, number, number | null]>) {
    const pool = byId.get(poolId)!;
    const picture = { id, pool, label };
    pictures.set(id, picture);
    const key = shelfKey(pool.dataset, pool.modelId);
    const shelf = shelves.get(key);
    if (shelf) shelf.push(picture);
    else shelves.set(key, [picture]);
  }
  const models = new Map<string, ModelOnTheWall>();
  for (const row of raw
    .prepare('select model_id, hash, header, path, run_id from model order by rowid')
    .all() as ModelRow[]) {
    const header = checkpointHeader.parse(JSON.parse(row.header));
    const pool = shelves.get(shelfKey(header.dataset, row.model_id))?.length ?? 0;
    models.set(row.model_id, { id: row.model_id, hash: row.hash, header, path: row.path, runId: row.run_id, pool });
  }
  const classes = new Map(
    (raw.prepare('select name, classes from dataset').all() as { name: string; classes: string }[]).map((row) => [
      row.name,
      JSON.parse(row.classes) as string[],
    ]),
  );
  return { pools, pictures, shelves, models, classes };
}

const shelfKey = (dataset: string, modelId: string | null): string => `${dataset}/${modelId ?? ''}`;

interface ModelRow {
  model_id: string;
  hash: string;
  header: string;
  path: string;
  run_id: string | null;
}
