import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

/** Data sets and models as they were when their pictures were made, and the pictures. */
export const modelsPoolsPictures: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table dataset (name text primary key, hash text, classes text not null) strict`.execute(db);
    await sql`create table model (
      model_id text primary key,
      hash text not null,
      dataset text not null,
      generator text not null,
      step integer not null,
      header text not null,
      path text not null,
      run_id text
    ) strict`.execute(db);
    await sql`create table pool (
      pool_id integer primary key,
      dataset text not null,
      model_id text references model (model_id),
      seed integer not null,
      height integer not null,
      width integer not null,
      channels integer not null
    ) strict`.execute(db);
    await sql`create unique index pool_once on pool (dataset, coalesce(model_id, ''), seed)`.execute(db);
    await sql`create table picture (
      hung integer primary key,
      picture_id text not null unique,
      pool_id integer not null references pool (pool_id),
      source_index integer not null,
      label integer,
      pixels blob not null,
      pixel_hash text not null,
      nearest_index integer,
      nearest_distance real,
      copy integer not null
    ) strict`.execute(db);
    await sql`create unique index picture_once on picture (pool_id, source_index)`.execute(db);
  },
};
