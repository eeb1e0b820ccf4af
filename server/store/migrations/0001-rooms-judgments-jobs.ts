import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

/** The first tables: rooms with their event log, judgments, training jobs. */
export const roomsJudgmentsJobs: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table room (
      room_id text primary key,
      code text not null,
      salt text not null,
      created_at integer not null,
      closed_at integer,
      snapshot_sequence integer not null default 0,
      snapshot text
    ) strict`.execute(db);
    await sql`create unique index room_open_code on room (code) where closed_at is null`.execute(db);
    await sql`create table room_event (
      room_id text not null references room (room_id) on delete cascade,
      sequence integer not null,
      event text not null,
      primary key (room_id, sequence)
    ) strict, without rowid`.execute(db);
    await sql`create table judgment (
      id integer primary key autoincrement,
      judgment_id text not null,
      room_id text not null references room (room_id),
      player_id text not null,
      pseudonym text not null,
      trial_id text not null,
      trial_index integer not null,
      game integer not null,
      mode text not null,
      picture_id text not null,
      truth text not null check (truth in ('real', 'fake')),
      response text not null check (response in ('real', 'fake')),
      p_fake real not null,
      points integer not null,
      response_ms real not null,
      server_ms real not null,
      display text not null,
      dealing text not null,
      feedback integer not null,
      scoring_rule text not null,
      solo integer not null,
      counts integer not null,
      at real not null
    ) strict`.execute(db);
    // A client makes judgment ids, so one is only taken within a player's game: no player can block another's.
    await sql`create unique index judgment_id_once on judgment (room_id, player_id, game, judgment_id)`.execute(db);
    await sql`create unique index judgment_once on judgment (room_id, trial_id, player_id)`.execute(db);
    await sql`create table training_job (
      id integer primary key autoincrement,
      job_id text not null unique,
      job text not null,
      losses text not null,
      updated_at real not null
    ) strict`.execute(db);
  },
};
