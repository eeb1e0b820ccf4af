import type Sqlite from 'better-sqlite3';
import { checkpointHeader } from '../ml/checkpoint.ts';
import type { KnownModel } from './hang.ts';

/** A model and how many of its pictures hang. */
export interface ModelOnTheWall extends KnownModel {
  readonly pool: number;
}

export interface Picture {
  readonly id: string;
  readonly pool: Pool;
  readonly label: number | null;
}

export interface Pool {
  readonly id: number;
  readonly dataset: string;
  readonly modelId: string | null;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/** Everything about the pictures but their pixels, in memory: some 100 bytes a picture. Only grows, as the gallery does. */
export class Catalogue {
  readonly pools: Pool[] = [];
  readonly pictures = new Map<string, Picture>();
  /** In the order in which they were first seen. */
  readonly models = new Map<string, ModelOnTheWall>();
  readonly classes = new Map<string, readonly string[]>();
  readonly #shelves = new Map<string, Picture[]>();
  readonly #headers = new Map<string, { readonly text: string; readonly header: KnownModel['header'] }>();
  readonly #sql: ReturnType<typeof statements>;
  #lastHung = 0;

  constructor(raw: Sqlite.Database) {
    this.#sql = statements(raw);
    this.refresh();
  }

  /** All pictures of a model, or the reals of a data set (null), whatever their seed, in the order of hanging. */
  shelf(dataset: string, modelId: string | null): readonly Picture[] {
    return this.#shelves.get(key(dataset, modelId)) ?? [];
  }

  /** Reads what is new since the last time. */
  refresh(): void {
    for (const { name, classes } of this.#sql.datasets.all() as { name: string; classes: string }[])
      this.classes.set(name, JSON.parse(classes) as string[]);
    this.pools.push(...(this.#sql.pools.all(this.pools.at(-1)?.id ?? 0) as Pool[]));
    this.#readPictures();
    for (const row of this.#sql.models.all() as ModelRow[]) {
      const header = this.#header(row);
      const pool = this.shelf(header.dataset, row.id).length;
      this.models.set(row.id, { id: row.id, hash: row.hash, header, path: row.path, runId: row.runId, pool });
    }
  }

  #readPictures(): void {
    const pools = new Map(this.pools.map((pool) => [pool.id, pool]));
    type Row = [hung: number, id: string, poolId: number, label: number | null];
    for (const [hung, id, poolId, label] of this.#sql.pictures.iterate(this.#lastHung) as IterableIterator<Row>) {
      const pool = pools.get(poolId)!;
      const picture = { id, pool, label };
      const name = key(pool.dataset, pool.modelId);
      const shelf = this.#shelves.get(name);
      if (shelf) shelf.push(picture);
      else this.#shelves.set(name, [picture]);
      this.pictures.set(id, picture);
      this.#lastHung = hung;
    }
  }

  #header(row: ModelRow): KnownModel['header'] {
    const known = this.#headers.get(row.id);
    if (known?.text === row.header) return known.header;
    const header = checkpointHeader.parse(JSON.parse(row.header));
    this.#headers.set(row.id, { text: row.header, header });
    return header;
  }
}

interface ModelRow {
  readonly id: string;
  readonly hash: string;
  readonly header: string;
  readonly path: string;
  readonly runId: string | null;
}

const key = (dataset: string, modelId: string | null): string => `${dataset}/${modelId ?? ''}`;

function statements(raw: Sqlite.Database) {
  return {
    datasets: raw.prepare('select name, classes from dataset'),
    pools: raw.prepare(
      'select pool_id as id, dataset, model_id as modelId, height, width, channels from pool where pool_id > ? order by pool_id',
    ),
    pictures: raw.prepare('select hung, picture_id, pool_id, label from picture where hung > ? order by hung').raw(),
    models: raw.prepare('select model_id as id, hash, header, path, run_id as runId from model order by rowid'),
  };
}
