import {
  againstReal,
  type AgainstReal,
  analyseDuels,
  NoStrengths,
  type DuelModel,
  type DuelReport,
  type DuelRow,
} from '../../../analysis/index.ts';
import type { Columns } from '../columns.ts';
import { PARTICIPANT, repeatedNote, ROOM, type AnalyseOptions, type Design, type Findings } from '../design.ts';
import { SheetError } from '../sheet.ts';
import { dotOf } from './verdict-models.ts';

export const duel: Design = {
  name: 'duel',
  summary: 'two sources, which is real (or better)?',
  clusters: ['participant', 'room'],
  columns: [
    { name: 'left', required: true, meaning: 'source of the left picture' },
    { name: 'right', required: true, meaning: 'source of the right picture' },
    { name: 'winner', required: true, meaning: "'left', 'right' or 'tie'" },
    PARTICIPANT,
    { name: 'trial', required: false, meaning: 'place in the session' },
    ROOM,
  ],
  analyse(columns, options) {
    const { rows, notes, cluster } = readDuels(columns, options);
    let report: DuelReport;
    try {
      report = analyseDuels(rows, { ...options, cluster });
    } catch (error) {
      if (error instanceof NoStrengths) throw new SheetError(error.message);
      throw error;
    }
    if (report.clusters < 2) notes.push(`One ${cluster} tells nothing about others, so there is no interval.`);
    const choices = againstReal(rows, 'real', cluster);
    const { ties, scale, base, init } = options;
    return {
      result: {
        models: report.models.map(modelOf),
        tie: report.tie,
        tie_ci: report.tieCi,
        ties,
        ...(choices.length > 0 ? { against_real: choices.map(choiceOf) } : {}),
        log_likelihood: report.logLikelihood,
        rating_is: `${init} + ${scale} log_${base}(strength), strengths of geometric mean 1`,
        interval: `95 %, sandwich over ${report.clusters} ${cluster}s with Student's t`,
      },
      charts: [
        {
          kind: 'dots',
          title: 'Ratings',
          unit: 'points',
          about: 'Bradley-Terry, by maximum likelihood.',
          dots: report.models.map(({ model, rating, ci, n }) => ({
            name: model,
            value: rating,
            low: ci?.[0] ?? null,
            high: ci?.[1] ?? null,
            detail: `${n} duels`,
          })),
          reference: { value: init, name: 'average strength' },
        },
        ...choiceCharts(choices),
      ],
      notes,
    };
  },
};

/** Two-alternative forced choice, where one of the sources is called 'real'. */
function choiceOf({ model, n, correct, dPrime, dPrimeCi }: AgainstReal): Findings['result'] {
  return { model, n, share_correct: correct.value, ci: correct.ci, d_prime: dPrime, d_prime_ci: dPrimeCi };
}

function choiceCharts(choices: readonly AgainstReal[]): Findings['charts'] {
  if (choices.length === 0) return [];
  return [
    {
      kind: 'dots',
      title: 'Told from real pictures, of two which is real',
      unit: 'share in which the real one was picked',
      dots: choices.map(({ model, n, correct }) => dotOf(model, correct, `${n} duels`)),
      range: [0, 1],
      reference: { value: 0.5, name: 'chance' },
    },
    {
      kind: 'dots',
      title: "Sensitivity d' of the forced choice",
      unit: "d'",
      dots: choices.map(({ model, n, dPrime, dPrimeCi }) => ({
        name: model,
        value: dPrime,
        low: dPrimeCi?.[0] ?? null,
        high: dPrimeCi?.[1] ?? null,
        detail: `${n} duels`,
      })),
      reference: { value: 0, name: 'chance' },
    },
  ];
}

/** Rows of two sources, for duels and for walls. */
export function readDuels(
  columns: Columns,
  options: AnalyseOptions,
): { rows: DuelRow[]; notes: string[]; cluster: 'row' | 'participant' | 'room' } {
  const { rows: kept, repeated } =
    columns.has('trial') && columns.has('participant')
      ? columns.firsts(['participant', 'room', 'trial'])
      : { rows: Array.from({ length: columns.count }, (_, i) => i), repeated: 0 };
  const notes: string[] = repeatedNote(repeated, 'a trial of the same participant');
  let same = 0;
  const rows = kept.flatMap((i): DuelRow[] => {
    const row = {
      left: columns.needed(i, 'left'),
      right: columns.needed(i, 'right'),
      winner: columns.oneOf(i, 'winner', ['left', 'right', 'tie']),
      participant: columns.has('participant') ? columns.needed(i, 'participant') : undefined,
      room: columns.text(i, 'room'),
      wall: columns.text(i, 'wall') || undefined,
    };
    if (row.left !== row.right) return [row];
    same++;
    return [];
  });
  if (same > 0) notes.push(`${same} rows show one source on both sides and say nothing about its strength.`);
  if (rows.length === 0)
    throw new SheetError('Every row shows one source on both sides where two should meet: nothing can be compared.');
  const room = options.cluster === 'room';
  if (!columns.has('participant') && !room)
    notes.push('Rows name no participant, so intervals take every row as independent.');
  return {
    rows: room ? rows : rows.map((row) => ({ ...row, room: undefined })),
    notes,
    cluster: room ? 'room' : columns.has('participant') ? 'participant' : 'row',
  };
}

export function modelOf({
  model,
  n,
  wins,
  losses,
  ties,
  strength,
  strengthCi,
  rating,
  se,
  ci,
}: DuelModel): Findings['result'] {
  return { model, strength, rating, ci, se, strength_ci: strengthCi, n, wins, losses, ties };
}
