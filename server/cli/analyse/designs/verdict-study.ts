import {
  arrivalsOf,
  FEWEST_PLAYERS,
  planPlayers,
  standingOf,
  type ModelReport,
  type Standing,
  type VerdictRow,
} from '../../../analysis/index.ts';
import type { AnalyseOptions, Findings } from '../design.ts';

type Part = Required<Pick<Findings, 'sentences'>> & { readonly result: readonly Record<string, unknown>[] };

/** Participants that a next study needs, at the spread found. */
export function planningOf(reports: readonly ModelReport[]): Part {
  const known = reports.filter(({ spread }) => spread !== null && spread > 0);
  const plans = known.map(({ model, spread, participants }) => ({
    model,
    participants,
    spread: spread!,
    players_for_5_points: planPlayers(spread!, 0.05).players,
    players_for_10_points: planPlayers(spread!, 0.1).players,
  }));
  return {
    result: plans,
    sentences: plans.map(
      (plan) =>
        `${plan.model}: at its spread of ${plan.spread.toFixed(3)} between participants, ${plan.players_for_5_points} a model find a difference of 5 points with 80 % power, ${plan.players_for_10_points} one of 10.`,
    ),
  };
}

/** Whether this study may stop: at a fixed width of the interval, or by one that holds at all times. */
export function stoppingOf(
  rows: readonly VerdictRow[],
  weighing: 'all' | 'halves' | undefined,
  { cluster, width }: Pick<AnalyseOptions, 'cluster' | 'width'>,
): Part {
  const unit = cluster === 'room' ? 'room' : 'participant';
  const all = arrivalsOf(rows, unit, weighing).map(({ model, values }) => ({ model, ...standingOf(values, width) }));
  return {
    result: all.map(({ model, n, width: found, stop, needed, alwaysValid }) => ({
      model,
      unit,
      n,
      width_wanted: width,
      width: found,
      may_stop: stop,
      n_needed: needed,
      always_valid_ci: alwaysValid,
    })),
    sentences: all.map((each) => sentenceOf(each.model, each, width, `${unit}${each.n === 1 ? '' : 's'}`)),
  };
}

const points = (share: number): string => (100 * share).toFixed(1);

function sentenceOf(
  model: string,
  { n, width, stop, needed, alwaysValid }: Standing,
  wanted: number,
  units: string,
): string {
  const always = alwaysValid
    ? ` Looked at after each of them, the error rate is within ${points(alwaysValid[0])} and ${points(alwaysValid[1])} % all the while.`
    : '';
  if (width === null)
    return `${model}: the interval of ${n} ${units} is unknown, so nothing says when to stop.${always}`;
  const found = `${model}: the interval of ${n} ${units} is ${points(width)} points wide where ${points(wanted)} are wanted`;
  if (stop) return `${found}, so the study may stop.${always}`;
  if (n < FEWEST_PLAYERS && width <= wanted)
    return `${found}, but fewer than ${FEWEST_PLAYERS} may be narrow by luck: go on.${always}`;
  return `${found}: go on, to about ${needed}.${always}`;
}
