import { addTo } from '../groups.ts';
import { clusteredMean } from '../intervals/clusters.ts';
import type { Estimate } from '../intervals/estimate.ts';
import type { VerdictRow } from './row.ts';

export interface Roc {
  readonly model: string;
  /** Who rated fakes and reals, and judgments of all who rated fakes. */
  readonly participants: number;
  readonly n: number;
  /** Mean over participants of the area under their own curve; 0.5 is chance. */
  readonly area: Estimate | null;
  /** Of all judgments together. */
  readonly areaPooled: number;
  /** False alarm rate and hit rate at each criterion of all judgments together, from (0, 0) to (1, 1). */
  readonly points: readonly (readonly [falseAlarms: number, hits: number])[];
}

/**
 * Area under the ROC as the Mann-Whitney statistic: the chance that a fake got a higher rating than a real, ties half.
 * NaN without fakes or reals.
 */
export function rocArea(fakes: readonly number[], reals: readonly number[]): number {
  const all = [...fakes.map((rating) => ({ rating, fake: 1 })), ...reals.map((rating) => ({ rating, fake: 0 }))];
  all.sort((a, b) => a.rating - b.rating);
  let ranks = 0;
  for (let start = 0; start < all.length;) {
    let end = start;
    let inTie = 0;
    while (end < all.length && all[end]!.rating === all[start]!.rating) inTie += all[end++]!.fake;
    ranks += (inTie * (start + 1 + end)) / 2;
    start = end;
  }
  return (ranks - (fakes.length * (fakes.length + 1)) / 2) / (fakes.length * reals.length);
}

/** How sure somebody was that a picture is a fake: confidence in 'fake', or minus confidence in 'real'. */
export function fakeness({ response, confidence }: VerdictRow): number {
  return response === 'fake' ? confidence! : -confidence!;
}

/** ROC of every model from the rows that have a confidence; reals belong to models as in `VerdictRow.model`. */
export function rocOf(rows: readonly VerdictRow[], unit: 'participant' | 'room' = 'participant'): Roc[] {
  const rated = rows.filter(({ confidence }) => confidence !== undefined);
  const models = [...new Set(rated.flatMap(({ truth, model }) => (truth === 'fake' ? (model ?? '') : [])))].sort();
  return models.flatMap((model): Roc[] => {
    const own = rated.filter(
      (row) => (row.model ?? '') === model || (row.truth === 'real' && !models.includes(row.model ?? '')),
    );
    const people = new Map<string, VerdictRow[]>();
    for (const row of own) {
      addTo(people, personKey(row), row);
    }
    const saw = [...people.values()].filter((each) => each.some(({ truth }) => truth === 'fake'));
    const areas = saw.map((each) => ({
      area: areaOf(each),
      unit: unit === 'room' ? (each[0]!.room ?? '') : personKey(each[0]!),
    }));
    const known = areas.filter(({ area }) => Number.isFinite(area));
    const pooled = saw.flat();
    if (known.length === 0) return [];
    return [
      {
        model,
        participants: known.length,
        n: pooled.length,
        area: clusteredMean(
          known.map(({ area }) => area),
          known.map((each) => each.unit),
          [0, 1],
        ),
        areaPooled: areaOf(pooled),
        points: pointsOf(pooled),
      },
    ];
  });
}

const personKey = ({ room = '', participant }: VerdictRow): string => JSON.stringify([room, participant]);

const ratings = (rows: readonly VerdictRow[], truth: VerdictRow['truth']): number[] =>
  rows.filter((row) => row.truth === truth).map(fakeness);

const areaOf = (rows: readonly VerdictRow[]): number => rocArea(ratings(rows, 'fake'), ratings(rows, 'real'));

function pointsOf(rows: readonly VerdictRow[]): [number, number][] {
  const sorted = [...rows].sort((a, b) => fakeness(b) - fakeness(a));
  const fakes = rows.filter(({ truth }) => truth === 'fake').length;
  const reals = rows.length - fakes;
  const points: [number, number][] = [[0, 0]];
  let [hits, alarms] = [0, 0];
  sorted.forEach((row, i) => {
    if (row.truth === 'fake') hits++;
    else alarms++;
    if (i + 1 === sorted.length || fakeness(sorted[i + 1]!) !== fakeness(row))
      points.push([alarms / reals, hits / fakes]);
  });
  return points;
}
