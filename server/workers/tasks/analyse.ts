import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { analyseBoard, type Backdrop, type Judged } from '../../board/analysis.ts';
import { behind, filtered, playersOf, told, type Judgment } from '../../board/judgments.ts';
import { scoresInfo } from '../../board/model-info.ts';
import { addTo } from '../../analysis/groups.ts';
import { firstHung, hung, wallsBehind, type WallJudgment } from '../../board/walls.ts';
import type { AnalystAnswer, AnalystQuestion } from '../../board/question.ts';
import { GALLERY } from '../../gallery/hang.ts';
import { encodePng, type Bitmap } from '../../gallery/png.ts';
import { checkpointHeader } from '../../ml/checkpoint.ts';
import { DATABASE } from '../../store/store.ts';
import type { Desk } from '../desk.ts';
import type { Task } from '../messages.ts';

const count = z.number().int();
/** What modes of walls record beside the judgment; see `columns` of each mode. */
const twinsDetail = z.object({
  model: z.string(),
  size: count,
  planted: count,
  plantedFound: count,
  pairs: count,
  comparisons: count,
  pair: z.string().nullable(),
  sure: z.number(),
  pictures: z.string(),
});
const varietyDetail = z.object({
  left: z.string(),
  right: z.string(),
  winner: z.enum(['left', 'right']),
  pRight: z.number(),
  size: count,
  class: z.string().nullable(),
  leftSpread: z.number(),
  rightSpread: z.number(),
  leftPictures: z.string(),
  rightPictures: z.string(),
});

type Row = Omit<Judgment, 'simulated'> & { readonly id: number; readonly dataset: string; readonly simulated: 0 | 1 };

/** Answers questions about data sets until told to stop. Rows read once are kept; a question reads only what is new. */
export async function analyse({ folders }: Extract<Task, { kind: 'analyse' }>, desk: Desk): Promise<void> {
  const raw = new Sqlite(join(folders.dataDir, DATABASE), { readonly: true, fileMustExist: true });
  raw.prepare('attach database ? as gallery').run(join(folders.dataDir, GALLERY));
  const [pictures, walls] = [judgmentsOf(raw), wallsOf(raw)];
  const judgments = (dataset: string): Judged => ({ pictures: pictures(dataset), walls: walls(dataset) });
  desk.onAsked((asked) => {
    if (asked.type !== 'analyse') return;
    desk.report({ type: 'analysed', id: asked.id, answer: answerTo(asked.question, judgments, raw) });
  });
  await new Promise<void>((resolve) => desk.signal.addEventListener('abort', () => resolve())); // the channel keeps the process
  raw.close();
}

function answerTo(
  question: AnalystQuestion,
  judgments: (dataset: string) => Judged,
  raw: Sqlite.Database,
): AnalystAnswer {
  const { untold } = question;
  const dataset = 'query' in question ? question.query.dataset : question.dataset;
  const all = judgments(dataset);
  const [pictures, walls] = [told(all.pictures, untold), told(all.walls, untold)];
  const classes = classesOf(raw, dataset);
  const labelled = <Row extends { readonly label: number | null }>({ label, ...row }: Row) => ({
    ...row,
    label: label === null ? null : (classes[label] ?? String(label)),
  });
  if (question.about === 'board')
    return {
      about: 'board',
      analysis: analyseBoard({ pictures, walls }, question.filter, backdropOf(raw, dataset, classes)),
    };
  if (question.about === 'picture') {
    const { id } = question;
    const shown = pictures.some(({ image }) => image === id) || walls.some((row) => hung(row).includes(id));
    return { about: 'picture', png: shown ? pictureOf(raw, id) : null };
  }
  const { query } = question;
  const players = playersOf([...pictures, ...walls], query.players);
  const page = <Row>(found: readonly Row[]): Row[] => found.slice(query.offset, query.offset + query.limit);
  if (question.about === 'rows') {
    const found = behind(filtered(pictures, { ...query, players }), question.query);
    return { about: 'rows', rows: { total: found.length, rows: page(found).map(labelled) } };
  }
  const found = wallsBehind(filtered(walls, { ...query, players }), question.query);
  const rows = page(found).map((row) => (row.mode === 'twins' ? row : labelled(row)));
  return { about: 'walls', rows: { total: found.length, rows } };
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
    for (const row of query.iterate(last) as IterableIterator<Row>) {
      addTo(byDataset, row.dataset, judgmentOf(row));
      last = row.id;
    }
    return byDataset.get(wanted) ?? [];
  };
}

/** Field by field: rest and spread are slow where there are a hundred thousand. */
const judgmentOf = (row: Row): Judgment => ({
  participant: row.participant,
  room: row.room,
  code: row.code,
  game: row.game,
  trial: row.trial,
  at: row.at,
  mode: row.mode,
  truth: row.truth,
  model: row.model,
  response: row.response,
  pFake: row.pFake,
  image: row.image,
  label: row.label,
  responseMs: row.responseMs,
  simulated: row.simulated === 1,
});

interface WallRow {
  readonly id: number;
  readonly participant: string;
  readonly room: string;
  readonly code: string;
  readonly game: number;
  readonly trial: number;
  readonly at: number;
  readonly mode: string;
  readonly wall: string;
  readonly responseMs: number;
  readonly simulated: 0 | 1;
  readonly detail: string;
}

/** All judgments of walls that count, in the order of storing, by the data set of their pictures. */
function wallsOf(raw: Sqlite.Database): (dataset: string) => readonly WallJudgment[] {
  const query = raw.prepare(
    `select judgment.id, pseudonym as participant, room_id as room, room.code, game, trial_index as trial, at, mode,
       trial_id as wall, response_ms as responseMs, json_extract(display, '$.input') = 'program' as simulated, detail
     from judgment join room using (room_id)
     where judgment.id > ? and counts = 1 and mode in ('twins', 'variety') order by judgment.id`,
  );
  const datasetOf = raw
    .prepare('select dataset from gallery.picture join gallery.pool using (pool_id) where picture_id = ?')
    .pluck();
  const byDataset = new Map<string, WallJudgment[]>();
  const classes = new Map<string, readonly string[]>();
  let last = 0;
  return (wanted) => {
    for (const row of query.all(last) as WallRow[]) {
      last = row.id;
      const { judgment, className } = wallOf(row);
      const dataset = datasetOf.get(firstHung(judgment)) as string | undefined;
      if (dataset === undefined) continue; // pictures that hang here no more, as with verdicts
      let names = classes.get(dataset);
      if (names === undefined) classes.set(dataset, (names = classesOf(raw, dataset)));
      const label = className === null ? -1 : names.indexOf(className);
      addTo(byDataset, dataset, label < 0 ? judgment : { ...judgment, label });
    }
    return byDataset.get(wanted) ?? [];
  };
}

function wallOf(row: WallRow): { judgment: WallJudgment; className: string | null } {
  const { detail, mode } = row;
  const base = {
    participant: row.participant,
    room: row.room,
    code: row.code,
    game: row.game,
    trial: row.trial,
    at: row.at,
    wall: row.wall,
    responseMs: row.responseMs,
    simulated: row.simulated === 1,
    label: null,
  };
  const value: unknown = JSON.parse(detail);
  if (mode === 'twins') return { judgment: { mode, ...base, ...twinsDetail.parse(value) }, className: null };
  const { class: className, ...both } = varietyDetail.parse(value);
  return { judgment: { mode: 'variety', ...base, ...both }, className };
}

function pictureOf(raw: Sqlite.Database, id: string): Uint8Array<ArrayBuffer> | null {
  const bitmap = raw
    .prepare(
      'select pixels, height, width, channels from gallery.picture join gallery.pool using (pool_id) where picture_id = ?',
    )
    .get(id) as Bitmap | undefined;
  return bitmap ? new Uint8Array(encodePng(bitmap)) : null;
}

function backdropOf(raw: Sqlite.Database, dataset: string, classes: readonly string[]): Backdrop {
  const models = raw.prepare('select model_id as id, header from gallery.model where dataset = ?').all(dataset) as {
    id: string;
    header: string;
  }[];
  const scores = models.flatMap(({ id, header }) => {
    const known = checkpointHeader.parse(JSON.parse(header)).scores;
    return known ? [[id, scoresInfo(known)] as const] : [];
  });
  const realism = raw
    .prepare(
      `select picture_id, realism from gallery.appraisal join gallery.picture using (picture_id) join gallery.pool using (pool_id)
       where dataset = ?`,
    )
    .raw()
    .all(dataset) as [id: string, realism: number][];
  return { classes, scores: new Map(scores), realism: new Map(realism) };
}

function classesOf(raw: Sqlite.Database, dataset: string): readonly string[] {
  const text = raw.prepare('select classes from gallery.dataset where name = ?').pluck().get(dataset);
  return typeof text === 'string' ? (JSON.parse(text) as string[]) : [];
}
