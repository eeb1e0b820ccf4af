import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { humanScores } from '../../board/human-scores.ts';
import type { VerdictRow } from '../../analysis/index.ts';
import { GALLERY } from '../../gallery/hang.ts';
import { DATABASE } from '../../store/store.ts';
import type { Desk } from '../desk.ts';
import type { Task } from '../messages.ts';

interface Row extends VerdictRow {
  readonly id: number;
  readonly dataset: string;
}

/** Answers questions about data sets until told to stop. Rows read once are kept; a question reads only what is new. */
export async function analyse({ folders }: Extract<Task, { kind: 'analyse' }>, desk: Desk): Promise<void> {
  const raw = new Sqlite(join(folders.dataDir, DATABASE), { readonly: true, fileMustExist: true });
  raw.prepare('attach database ? as gallery').run(join(folders.dataDir, GALLERY));
  const query = raw.prepare(
    `select judgment.id, pseudonym as participant, room_id as room, pool.model_id as model, truth, response, pool.dataset
     from judgment join gallery.picture using (picture_id) join gallery.pool using (pool_id)
     where judgment.id > ? and counts = 1 and mode = 'verdict' order by judgment.id`,
  );
  const byDataset = new Map<string, VerdictRow[]>();
  let last = 0;
  const readNew = (): void => {
    for (const row of query.iterate(last) as IterableIterator<Row>) {
      const rows = byDataset.get(row.dataset);
      if (rows) rows.push(row);
      else byDataset.set(row.dataset, [row]);
      last = row.id;
    }
  };
  desk.onAsked((asked) => {
    if (asked.type !== 'analyse') return;
    const { dataset } = asked;
    readNew();
    desk.report({ type: 'humanScores', scores: { dataset, ...humanScores(byDataset.get(dataset) ?? []) } });
  });
  await new Promise<void>((resolve) => desk.signal.addEventListener('abort', () => resolve())); // the channel keeps the process
  raw.close();
}
