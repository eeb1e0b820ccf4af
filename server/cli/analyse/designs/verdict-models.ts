import type { CrossedFit, Estimate, ModelReport, Roc } from '../../../analysis/index.ts';
import type { Chart, Dot } from '../design.ts';

export function modelOf(report: ModelReport): Record<string, unknown> {
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
    effective_n: designEffect ? n / designEffect : null,
    rooms,
    resampled,
  };
}

export function skillOf({
  models,
  bias,
  spreads,
  players,
  images,
  effectiveDraws,
}: CrossedFit): Record<string, unknown> {
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

export function notesOf({ model, participants, oneKind, reals, resampled, rooms }: ModelReport): string[] {
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

type Series = readonly [series: string | undefined, of: (model: string, report: ModelReport) => Estimate | null];

/** Error rates, d' and criterion of every model, and the area under its ROC. */
export function chartsOf(reports: readonly ModelReport[], rocs: readonly Roc[], fit: CrossedFit | null): Chart[] {
  const dots = (...series: readonly Series[]): Dot[] =>
    reports.flatMap((report) =>
      series.map(([name, of]) => dotOf(report.model, of(report.model, report), aboutOf(report), name)),
    );
  const sizes = reports.map(({ participants }) => participants);
  const crowd = [...new Set([Math.min(...sizes), Math.max(...sizes)])].join(' to ');
  const chance = { value: 0.5, name: 'indistinguishable' };
  const skill: Series[] = fit
    ? [['average player, average picture', (model) => fit.models.find((each) => each.model === model) ?? null]]
    : [];
  return [
    {
      kind: 'dots',
      title: 'Error rate',
      unit: 'share wrong',
      dots: dots(['mean of participants', (_, r) => r.errorRate], ['all judgments', (_, r) => r.errorRatePooled]),
      range: SHARE,
      about: `${crowd} participants; dashed, where fakes cannot be told from reals.`,
      reference: chance,
    },
    {
      kind: 'dots',
      title: 'Errors on fakes and on reals',
      unit: 'share wrong',
      dots: dots(['fakes called real', (_, r) => r.errorFake], ['reals called fake', (_, r) => r.errorReal]),
      range: SHARE,
      about: 'Means of participants.',
      reference: chance,
    },
    {
      kind: 'dots',
      title: "Sensitivity d'",
      unit: "d'",
      dots: dots(['mean of participants', (_, r) => r.dPrime], ['all judgments', (_, r) => r.dPrimePooled], ...skill),
      about: fit
        ? 'The average player before the average picture: crossed probit, whose intervals are also about other pictures.'
        : 'Log-linear counts, so that it is finite.',
      reference: { value: 0, name: 'chance' },
    },
    {
      kind: 'dots',
      title: 'Criterion c',
      unit: "c, above 0 where 'real' is said too readily",
      dots: dots([undefined, (_, r) => r.criterion]),
      reference: { value: 0, name: 'no bias' },
    },
    ...rocChartsOf(rocs),
  ];
}

function rocChartsOf(rocs: readonly Roc[]): Chart[] {
  if (rocs.length === 0) return [];
  return [
    {
      kind: 'dots',
      title: 'Area under the ROC of confidence',
      unit: 'area, mean of participants',
      dots: rocs.map(({ model, area, participants }) => dotOf(model, area, `${participants} participants`)),
      range: SHARE,
      about: `The chance that a fake is rated more fake than a real; ${Math.min(...rocs.map((roc) => roc.participants))} participants at least.`,
      reference: chanceArea,
    },
    {
      kind: 'curves',
      title: 'ROC of confidence, all judgments together',
      x: 'reals called fake',
      y: 'fakes called fake',
      curves: rocs.map(({ model, points }) => ({ name: model, points })),
      diagonal: true,
    },
  ];
}

const SHARE: readonly [number, number] = [0, 1];
const chanceArea = { value: 0.5, name: 'chance' };

const aboutOf = ({ participants, n }: ModelReport): string => `${participants} participants, ${n} judgments`;

/** A line of a chart from an estimate. */
export function dotOf(
  name: string,
  estimate: Pick<Estimate, 'value' | 'ci'> | null,
  detail?: string,
  series?: string,
): Dot {
  const { value = null, ci = null } = estimate ?? {};
  return { name, series, value, low: ci?.[0] ?? null, high: ci?.[1] ?? null, detail };
}
