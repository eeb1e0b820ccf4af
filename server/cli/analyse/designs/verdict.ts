import { analyseVerdicts, fitCrossed, rocOf, type VerdictRow } from '../../../analysis/index.ts';
import type { Columns } from '../columns.ts';
import { repeatedNote, ROOM, type AnalyseOptions, type Design, type Findings } from '../design.ts';
import { SheetError } from '../sheet.ts';
import { agreementOf } from './agreement.ts';
import { planningOf, stoppingOf } from './verdict-study.ts';
import { chartsOf, modelOf, notesOf, skillOf } from './verdict-models.ts';

export const verdict: Design = {
  name: 'verdict',
  summary: 'one picture, real or fake',
  clusters: ['participant', 'room'],
  columns: [
    { name: 'participant', required: true, meaning: 'who judged' },
    { name: 'truth', required: true, meaning: "'real' or 'fake'" },
    { name: 'model', required: true, meaning: 'what made a fake; for a real, the block it stood in, or nothing' },
    { name: 'response', required: true, meaning: "'real' or 'fake'" },
    { name: 'image', required: false, meaning: 'which picture' },
    { name: 'confidence', required: false, meaning: 'how sure of the response, any scale' },
    { name: 'rt', required: false, meaning: 'response time in ms' },
    { name: 'trial', required: false, meaning: 'place in the session' },
    { name: 'block', required: false, meaning: 'block of the session' },
    ROOM,
  ],
  analyse,
};

function analyse(columns: Columns, options: AnalyseOptions): Findings {
  const byRoom = options.cluster === 'room';
  const { rows: kept, repeated } = columns.has('image')
    ? columns.firsts(['participant', 'room', 'image', 'model', 'truth', 'trial', 'block'])
    : { rows: Array.from({ length: columns.count }, (_, i) => i), repeated: 0 };
  const rows = kept.map((i) => readRow(columns, i));
  const reports = analyseVerdicts(byRoom ? rows : rows.map((row) => ({ ...row, room: undefined })), {
    replicates: options.replicates,
    seed: options.seed,
    cluster: byRoom ? 'room' : 'nested',
    weighing: options.errorRate ?? undefined,
  });
  const notes = [...repeatedNote(repeated, 'a judgment of the same picture by the same participant')];
  notes.push(...reports.flatMap(notesOf));
  if (reports.length === 0) notes.push('No row is a fake, so there is no model to report on.');
  if (!byRoom && columns.has('room') && new Set(rows.map(({ room }) => room)).size > 1)
    notes.push('Intervals treat participants as independent; --cluster room resamples whole rooms.');
  const counted = byRoom ? rows : rows.map((row) => ({ ...row, room: undefined }));
  if (!columns.has('image'))
    notes.push("No column 'image' names pictures, so agreement, ICC and skill apart from difficulty are unknown.");
  if (!columns.has('confidence')) notes.push("No column 'confidence', so there is no ROC.");
  const rocs = columns.has('confidence') ? rocOf(counted, byRoom ? 'room' : 'participant') : [];
  const agreement = columns.has('image') ? agreementOf(rows, options.seed) : null;
  if (agreement) notes.push(...agreement.notes);
  if (options.skill && !columns.has('image'))
    throw new SheetError("--skill needs a column 'image' that names pictures: name it with --map image=<column>.");
  const fit = options.skill ? fitCrossed(counted, { seed: options.seed, draws: drawsFor(counted.length) }) : null;
  if (options.skill && fit === null)
    notes.push('Skill apart from difficulty needs fakes, reals, and three participants and three pictures at least.');
  if (fit && fit.effectiveDraws < FEWEST_DRAWS)
    notes.push(
      `The intervals of skill are rough: their draws are worth ${Math.round(fit.effectiveDraws)} independent ones where ${FEWEST_DRAWS} are wanted.`,
    );
  const planning = planningOf(reports);
  const stopping = stoppingOf(counted, reports[0]?.weighing, options);
  const rts = kept.flatMap((i) => columns.number(i, 'rt') ?? []).sort((x, y) => x - y);
  return {
    result: {
      models: reports.map(modelOf),
      error_rate_is: reports[0]?.weighing === 'halves' ? '(error_fake + error_real) / 2' : 'wrong / all',
      interval: `95 %, bootstrap of ${byRoom ? 'rooms' : 'participants'} with Student's t`,
      roc: rocs.map(({ model, area, areaPooled, participants, n }) => ({
        model,
        participants,
        n,
        area: area?.value ?? null,
        ci: area?.ci ?? null,
        area_pooled: areaPooled,
      })),
      agreement: agreement?.result ?? null,
      ...(fit ? { skill: skillOf(fit) } : {}),
      planning: planning.result,
      stopping: stopping.result,
      ...(rts.length > 0 ? { median_rt: rts[Math.floor(rts.length / 2)] } : {}),
    },
    charts: [...chartsOf(reports, rocs, fit), ...(agreement?.charts ?? [])],
    sentences: [...planning.sentences, ...stopping.sentences],
    notes,
  };
}

/** Below it an end of a 95 % interval moves by a tenth of a standard error or more from seed to seed. */
const FEWEST_DRAWS = 100;
/** Judgments that draws of skill visit at most, about 20 seconds. */
const MOST_VISITS = 1.2e8;

/** 2,000 draws, fewer of very many judgments, 200 at least. */
function drawsFor(judgments: number): number {
  return Math.min(2000, Math.max(200, Math.floor(MOST_VISITS / (1.2 * judgments))));
}

function readRow(columns: Columns, i: number): VerdictRow {
  const truth = columns.oneOf(i, 'truth', ['real', 'fake']);
  return {
    participant: columns.needed(i, 'participant'),
    room: columns.text(i, 'room'),
    truth,
    model: truth === 'fake' ? columns.needed(i, 'model') : columns.text(i, 'model') || null,
    response: columns.oneOf(i, 'response', ['real', 'fake']),
    image: columns.text(i, 'image') || undefined,
    confidence: columns.number(i, 'confidence') ?? undefined,
  };
}
