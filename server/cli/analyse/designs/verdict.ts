import {
  analyseVerdicts,
  fitCrossed,
  planPlayers,
  rocOf,
  type CrossedFit,
  type Estimate,
  type ModelReport,
  type VerdictRow,
} from '../../../analysis/index.ts';
import type { Columns } from '../columns.ts';
import { agreementOf } from './agreement.ts';
import { SheetError } from '../sheet.ts';
import { repeatedNote, ROOM, type AnalyseOptions, type Design, type Dot, type Findings } from '../design.ts';

export const verdict: Design = {
  name: 'verdict',
  summary: 'one picture, real or fake',
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
  const rocs = columns.has('confidence') ? rocOf(counted, byRoom ? 'room' : 'participant') : [];
  const agreement = columns.has('image') ? agreementOf(rows, options.seed) : null;
  if (options.skill && !columns.has('image'))
    throw new SheetError("--skill needs a column 'image' that names pictures: name it with --map image=<column>.");
  const fit = options.skill ? fitCrossed(counted, { seed: options.seed }) : null;
  if (options.skill && fit === null)
    notes.push('Skill apart from difficulty needs fakes, reals, and three participants and three pictures at least.');
  const skill = fit && skillOf(fit);
  const rts = kept.flatMap((i) => columns.number(i, 'rt') ?? []).sort((a, b) => a - b);
  return {
    result: {
      models: reports.map(modelOf),
      error_rate_is: reports[0]?.weighing === 'halves' ? '(error_fake + error_real) / 2' : 'wrong / all',
      interval: `95 %, bootstrap of ${byRoom ? 'rooms' : 'participants'} with Student's t`,
      ...(rocs.length > 0
        ? {
            roc: rocs.map(({ model, area, areaPooled }) => ({
              model,
              area: area?.value ?? null,
              ci: area?.ci ?? null,
              area_pooled: areaPooled,
            })),
          }
        : {}),
      ...(agreement ? { agreement } : {}),
      ...(skill ? { skill } : {}),
      planning: reports.flatMap(({ model, spread }) =>
        spread === null || spread === 0
          ? []
          : [
              {
                model,
                spread,
                players_for_5_points: planPlayers(spread, 0.05).players,
                players_for_10_points: planPlayers(spread, 0.1).players,
              },
            ],
      ),
      ...(rts.length > 0 ? { median_rt: rts[Math.floor(rts.length / 2)] } : {}),
    },
    charts: [
      ...chartsOf(reports),
      ...(rocs.length > 0
        ? [
            {
              kind: 'curves' as const,
              title: 'ROC of confidence, all participants together',
              x: 'reals called fake',
              y: 'fakes called fake',
              curves: rocs.map(({ model, points }) => ({ name: model, points })),
              diagonal: true,
            },
          ]
        : []),
    ],
    notes,
  };
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

function modelOf(report: ModelReport): Record<string, unknown> {
  const { model, participants, rooms, n, fakes, reals, errorRate, errorFake, errorReal } = report;
  const { errorRatePooled, dPrime, dPrimePooled, criterion, spread, designEffect, resampled } = report;
  return {
    model,
    participants,
    n,
    fakes,
    reals,
    error_rate: errorRate?.value ?? null,
    se: errorRate?.se ?? null,
    ci: errorRate?.ci ?? null,
    error_rate_pooled: errorRatePooled?.value ?? null,
    error_rate_pooled_ci: errorRatePooled?.ci ?? null,
    error_fake: errorFake?.value ?? null,
    error_fake_ci: errorFake?.ci ?? null,
    error_real: errorReal?.value ?? null,
    error_real_ci: errorReal?.ci ?? null,
    d_prime: dPrime?.value ?? null,
    d_prime_ci: dPrime?.ci ?? null,
    d_prime_pooled: dPrimePooled?.value ?? null,
    d_prime_pooled_ci: dPrimePooled?.ci ?? null,
    criterion: criterion?.value ?? null,
    criterion_ci: criterion?.ci ?? null,
    spread,
    design_effect: designEffect,
    rooms,
    resampled,
  };
}

function skillOf({ models, bias, spreads, players, images, effectiveDraws }: CrossedFit): Record<string, unknown> {
  return {
    models: models.map(({ model, value, se, ci }) => ({ model, d_prime: value, se, ci })),
    bias: bias.value,
    bias_ci: bias.ci,
    spread_bias: spreads.bias.value,
    spread_bias_ci: spreads.bias.ci,
    spread_skill: spreads.skill.value,
    spread_skill_ci: spreads.skill.ci,
    spread_image: spreads.image.value,
    spread_image_ci: spreads.image.ci,
    effective_draws: Math.round(effectiveDraws),
    players,
    images,
  };
}

function notesOf({ model, participants, oneKind, reals, resampled, rooms }: ModelReport): string[] {
  const notes: string[] = [];
  if (participants === 1) notes.push(`${model}: one participant tells nothing about others, so there is no interval.`);
  else if (resampled === 'none') notes.push(`${model}: one room tells nothing about others, so there is no interval.`);
  else if (resampled === 'rooms' && rooms < 5)
    notes.push(`${model}: ${rooms} rooms give a wide interval; five or more are better.`);
  if (reals === 0) notes.push(`${model}: no reals were judged, so only error_fake is known.`);
  else if (oneKind > 0)
    notes.push(
      `${model}: ${oneKind} participant${oneKind === 1 ? '' : 's'} judged only fakes or only reals; left out of d' and criterion, kept in the error rates.`,
    );
  return notes;
}

function chartsOf(reports: readonly ModelReport[]): Findings['charts'] {
  const dots = (of: (report: ModelReport) => Estimate | null): Dot[] =>
    reports.map((report) => {
      const estimate = of(report);
      return {
        name: report.model,
        value: estimate?.value ?? null,
        low: estimate?.ci?.[0] ?? null,
        high: estimate?.ci?.[1] ?? null,
        detail: `${report.participants} participants, ${report.n} judgments`,
      };
    });
  const chance = { value: 0.5, name: 'indistinguishable' };
  return [
    { kind: 'dots', title: 'Error rate', unit: 'share wrong', dots: dots((r) => r.errorRate), reference: chance },
    { kind: 'dots', title: 'Error on fakes', unit: 'share of fakes called real', dots: dots((r) => r.errorFake) },
    { kind: 'dots', title: 'Error on reals', unit: 'share of reals called fake', dots: dots((r) => r.errorReal) },
    {
      kind: 'dots',
      title: "Sensitivity d'",
      unit: "d'",
      dots: dots((r) => r.dPrime),
      reference: { value: 0, name: 'chance' },
    },
  ];
}
