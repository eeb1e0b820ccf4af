import { join } from 'node:path';
import { newestSnapshots } from '../../shared/domain/snapshots.ts';
import type { DealRequest, DealtPicture, DrawRequest, GalleryPort } from '../rooms/ports.ts';
import { openDatabase } from '../store/database.ts';
import { Catalogue } from './catalogue.ts';
import type { ModelOnTheWall, Picture } from './catalogue.ts';
import { dealFrom, drawFrom } from './deal.ts';
import { gridOf } from './grid.ts';
import { GALLERY } from './hang.ts';
import { galleryMigrations } from './migrations/index.ts';
import { encodePng, type Bitmap } from './png.ts';
import type { GalleryTables } from './schema.ts';
import { sheetOf } from './sheet.ts';
import { readId, twinId, twinOf } from './twin.ts';

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
  const index = new Catalogue(raw);

  const shelf = (dataset: string, modelId: string | null, exclude: ReadonlySet<string>) => {
    let excluded = 0;
    for (const id of exclude) {
      const pool = index.pictures.get(id)?.pool;
      if (pool?.dataset === dataset && pool.modelId === modelId) excluded++;
    }
    return { pictures: index.shelf(dataset, modelId), excluded };
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

  /** Pixels of a picture, or of the twin that its id stands for; null for an unknown one. */
  const bitmap = (id: string): Bitmap | null => {
    const { pictureId, seed } = readId(id);
    const picture = index.pictures.get(pictureId);
    if (!picture) return null;
    const { width, height, channels } = picture.pool;
    const hung = { width, height, channels, pixels: pixels.get(pictureId) as Buffer };
    return seed === null ? hung : twinOf(hung, seed);
  };

  /** The models asked for that have pictures; none by name is all, of each training its newest snapshot. */
  const dealt = (dataset: string, models: readonly string[]): readonly ModelOnTheWall[] => {
    const there = [...index.models.values()].filter((model) => model.header.dataset === dataset && model.pool > 0);
    return models.length === 0
      ? newestSnapshots(there, ({ header, runId }) => ({ ...header, runId }))
      : there.filter(({ id }) => models.includes(id));
  };

  return {
    deal({ dataset, models, count, seed, exclude }: DealRequest) {
      const drawn = dealFrom<Picture>(
        {
          reals: shelf(dataset, null, exclude),
          fakes: dealt(dataset, models).map(({ id }) => shelf(dataset, id, exclude)),
        },
        { count, seed, exclude },
      );
      return drawn.ok ? { ok: true, pictures: drawn.pictures.map(describe) } : drawn;
    },
    sources({ dataset, models }) {
      const reals = index.shelf(dataset, null).length > 0 ? [{ kind: 'real', dataset, label: null } as const] : [];
      const fakes = dealt(dataset, models).map(({ id, header: { generator, step } }) => {
        return { kind: 'fake', dataset, label: null, modelId: id, generator, step } as const;
      });
      return [...reals, ...fakes];
    },
    classes: (dataset) => index.classes.get(dataset) ?? [],
    draw({ dataset, modelId, label, ...wish }: DrawRequest) {
      const all = index.shelf(dataset, modelId);
      const k = label === null ? null : (index.classes.get(dataset)?.indexOf(label) ?? -1);
      const drawn = drawFrom(k === null ? all : all.filter((picture) => picture.label === k), wish);
      return drawn.ok ? { ok: true, pictures: drawn.pictures.map(describe) } : drawn;
    },
    twin: (picture, seed) => ({ ...picture, pictureId: twinId(picture.pictureId, seed) }),
    pixels: (pictureId) => bitmap(pictureId)?.pixels ?? null,
    encoded({ pictures, layout }) {
      const bitmaps = pictures.flatMap((id) => bitmap(id) ?? []);
      const [first] = bitmaps;
      if (!first || bitmaps.length < pictures.length) return null;
      return encodePng(layout ? sheetOf(bitmaps, layout) : first);
    },
    reload: () => index.refresh(),
    models: () => [...index.models.values()],
    model: (modelId) => index.models.get(modelId) ?? null,
    datasets: () => [...new Set(index.pools.map((pool) => pool.dataset))],
    reals: (dataset) => index.shelf(dataset, null).length,
    provenance(pictureId) {
      const row = source.get(readId(pictureId).pictureId) as (Omit<Provenance, 'copy'> & { copy: number }) | undefined;
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
