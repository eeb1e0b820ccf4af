import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

/** What a machine says of single pictures; computed after they hang, and again where the network is another one. */
export const appraisals: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table appraisal (
      picture_id text primary key references picture (picture_id),
      extractor text not null,
      realism real not null
    ) strict`.execute(db);
  },
};
