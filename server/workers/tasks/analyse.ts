import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { analyseBoard, type Backdrop } from '../../board/analysis.ts';
import { behind, filtered, playersOf, told, type Judgment } from '../../board/judgments.ts';
import { scoresInfo } from '../../board/model-info.ts';
import type { AnalystAnswer, AnalystQuestion } from '../../board/question.ts';
import { GALLERY } from '../../gallery/hang.ts';
import { encodePng, type Bitmap } from '../../gallery/png.ts';
import { checkpointHeader } from '../../ml/checkpoint.ts';
import { DATABASE } from '../../store/store.ts';
import type { Desk } from '../desk.ts';
import type { Task } from '../messages.ts';

type Row = Omit<Judgment, 'simulated'> & { readonly id: number; readonly dataset: string; readonly simulated: 0 | 1 };

/** Answers questions about data sets until told to stop. Rows read once are kept; a question reads only what is new. */
export async function analyse({ folders }: Extract<Task, { kind: 'analyse' }>, desk: Desk): Promise<void> {
  const raw = new Sqlite(join(folders.dataDir, DATABASE), { readonly: true, fileMustExist: true });
  raw.prepare('attach database ? as gallery').run(join(folders.dataDir, GALLERY));
  const judgments = judgmentsOf(raw);
  desk.onAsked((asked) => {
    if (asked.type !== 'analyse') return;
    desk.report({ type: 'analysed', id: asked.id, answer: answerTo(asked.question, judgments, raw) });
  });
  await new Promise<void>((resolve) => desk.signal.addEventListener('abort', () => resolve())); // the channel keeps the process
  raw.close();
}

function answerTo(
  question: AnalystQuestion,
  judgments: (dataset: string) => readonly Judgment[],
  raw: Sqlite.Database,
): AnalystAnswer {
  const { untold } = question;
  if (question.about === 'board') {
    const { dataset, filter } = question;
    const rows = told(judgments(dataset), untold);
    return { about: 'board', analysis: analyseBoard(rows, filter, backdropOf(raw, dataset)) };
  }
  if (question.about === 'picture') {
    const { dataset, id } = question;
    const shown = told(judgments(dataset), untold).some(({ image }) => image === id);
    return { about: 'picture', png: shown ? pictureOf(raw, id) : null };
  }
  const { query } = question;
  const rows = told(judgments(query.dataset), untold);
  const found = behind(filtered(rows, { ...query, players: playersOf(rows, query.players) }), query);
  const classes = classesOf(raw, query.dataset);
  return {
    about: 'rows',
    rows: {
      total: found.length,
      rows: found
        .slice(query.offset, query.offset + query.limit)
        .map(({ label, ...row }) => ({ ...row, label: label === null ? null : (classes[label] ?? String(label)) })),
    },
  };
}

/** All judgments of single pictures that count, in the order of storing, by data set. */
function judgmentsOf(raw: Sqlite.Database): (dataset: string) => readonly Judgment[] {
  const query = raw.prepare(
    `select judgment.id, pseudonym as participant, room_id as room, room.code, game, trial_index as trial, at, mode, truth,
       pool.model_id as model, response, p_fake as pFake, picture_id as image, label, response_ms as responseMs,
       json_extract(display, '$.input') = 'program' as simulated, pool.dataset
     from judgment join room using (room_id) join gallery.picture using (picture_id) join gallery.pool using (pool_id)
     where judgment.id > ? and counts = 1 and mode = 'verdict' order by judgment.id`,
  );
  const byDataset = new Map<string, Judgment[]>();
  let last = 0;
  return (wanted) => {
    for (const { id, dataset, simulated, ...row } of query.iterate(last) as IterableIterator<Row>) {
      const judgment = { ...row, simulated: simulated === 1 };
      const rows = byDataset.get(dataset);
      if (rows) rows.push(judgment);
      else byDataset.set(dataset, [judgment]);
      last = id;
    }
    return byDataset.get(wanted) ?? [];
  };
}

function pictureOf(raw: Sqlite.Database, id: string): Uint8Array<ArrayBuffer> | null {
  const bitmap = raw
    .prepare(
      'select pixels, height, width, channels from gallery.picture join gallery.pool using (pool_id) where picture_id = ?',
    )
    .get(id) as Bitmap | undefined;
  return bitmap ? new Uint8Array(encodePng(bitmap)) : null;
}

function backdropOf(raw: Sqlite.Database, dataset: string): Backdrop {
  const models = raw.prepare('select model_id as id, header from gallery.model where dataset = ?').all(dataset) as {
    id: string;
    header: string;
  }[];
  const scores = models.flatMap(({ id, header }) => {
    const known = checkpointHeader.parse(JSON.parse(header)).scores;
    return known ? [[id, scoresInfo(known)] as const] : [];
  });
  return { classes: classesOf(raw, dataset), scores: new Map(scores) };
}

function classesOf(raw: Sqlite.Database, dataset: string): readonly string[] {
  const text = raw.prepare('select classes from gallery.dataset where name = ?').pluck().get(dataset);
  return typeof text === 'string' ? (JSON.parse(text) as string[]) : [];
}
