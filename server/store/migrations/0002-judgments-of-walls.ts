import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

const KEPT = `id, judgment_id, room_id, player_id, pseudonym, trial_id, trial_index, game, mode, picture_id, truth, response, p_fake,
  points, response_ms, server_ms, display, dealing, feedback, scoring_rule, solo, counts, at`;

/**
 * Judgments of walls have no single picture, truth or verdict, but details of their mode. SQLite can't lift 'not null', so the
 * table is made anew; ids stay.
 */
export const judgmentsOfWalls: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table judgment_2 (
      id integer primary key autoincrement,
      judgment_id text not null,
      room_id text not null references room (room_id),
      player_id text not null,
      pseudonym text not null,
      trial_id text not null,
      trial_index integer not null,
      game integer not null,
      mode text not null,
      picture_id text,
      truth text check (truth in ('real', 'fake')),
      response text check (response in ('real', 'fake')),
      p_fake real,
      detail text,
      points integer not null,
      response_ms real not null,
      server_ms real not null,
      display text not null,
      dealing text not null,
      feedback integer not null,
      scoring_rule text not null,
      solo integer not null,
      counts integer not null,
      at real not null,
      check (detail is not null or (picture_id is not null and truth is not null and response is not null and p_fake is not null))
    ) strict`.execute(db);
    await sql`insert into judgment_2 (${sql.raw(KEPT)}) select ${sql.raw(KEPT)} from judgment order by id`.execute(db);
    await sql`drop table judgment`.execute(db);
    await sql`alter table judgment_2 rename to judgment`.execute(db);
    await sql`create unique index judgment_id_once on judgment (room_id, player_id, game, judgment_id)`.execute(db);
    await sql`create unique index judgment_once on judgment (room_id, trial_id, player_id)`.execute(db);
  },
};
