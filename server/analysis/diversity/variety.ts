import { addTo } from '../groups.ts';
import { analyseDuels, type DuelOptions, type DuelReport } from '../duel/duels.ts';
import { NoStrengths } from '../duel/bradley-terry.ts';
import type { DuelRow } from '../duel/row.ts';
import { clusteredMean, crossedMean } from '../intervals/clusters.ts';
import type { Estimate } from '../intervals/estimate.ts';

export interface VarietyShare {
  readonly model: string;
  readonly n: number;
  readonly participants: number;
  /** Share of its walls judged the more varied, a tie counting half. 0.5 is as varied as its rivals. */
  readonly share: Estimate;
}

export interface VarietyModel extends VarietyShare {
  readonly strength: number | null;
  readonly rating: number | null;
  readonly ratingCi: readonly [number, number] | null;
}

export interface VarietyReport {
  readonly models: readonly VarietyModel[];
  /** Strengths over all pairs; null where the pairs do not connect the models. */
  readonly duels: DuelReport | null;
  /** Why there are no strengths. */
  readonly note: string | null;
}

/**
 * Two walls, which is more varied? Rows as duels; winner is the wall judged the more varied. Intervals leave out one unit at a time;
 * where some were shown the same walls, those of shares leave out walls as well as participants.
 */
export function analyseVariety(rows: readonly DuelRow[], options: DuelOptions = {}): VarietyReport {
  const unit = unitOf(rows, options);
  let duels: DuelReport | null = null;
  let note: string | null = null;
  try {
    duels = analyseDuels(rows, { ...options, cluster: unit });
  } catch (error) {
    if (!(error instanceof NoStrengths)) throw error;
    note = error.message;
  }
  return {
    models: varietyShares(rows, options).map((each): VarietyModel => {
      const found = duels?.models.find(({ model }) => model === each.model);
      return {
        ...each,
        strength: found?.strength ?? null,
        rating: found?.rating ?? null,
        ratingCi: found?.ci ?? null,
      };
    }),
    duels,
    note,
  };
}

/** The shares of {@link analyseVariety} alone, by name of the model. */
export function varietyShares(rows: readonly DuelRow[], options: Pick<DuelOptions, 'cluster'> = {}): VarietyShare[] {
  const unit = unitOf(rows, options);
  const byModel = new Map<string, DuelRow[]>();
  for (const row of rows) {
    addTo(byModel, row.left, row);
    if (row.right !== row.left) addTo(byModel, row.right, row);
  }
  return [...byModel.keys()].sort().map((model) => {
    const own = byModel.get(model)!;
    const participants = new Set(own.map(({ participant }) => participant)).size;
    return { model, n: own.length, participants, share: shareOf(model, own, unit) };
  });
}

const unitOf = (rows: readonly DuelRow[], { cluster }: Pick<DuelOptions, 'cluster'>) =>
  cluster ?? (rows.some(({ participant }) => participant) ? 'participant' : 'row');

function shareOf(model: string, rows: readonly DuelRow[], unit: 'row' | 'participant' | 'room'): Estimate {
  const points = rows.map((row) => {
    const half = row.winner === 'tie' || row.left === row.right;
    return half ? 0.5 : (row.winner === 'left') === (row.left === model) ? 1 : 0;
  });
  const units = rows.map((row, i) => (unit === 'row' ? String(i) : (row[unit] ?? '')));
  const walls = rows.map(({ wall }, i) => wall ?? `row ${i}`);
  const shared = unit !== 'room' && new Set(walls).size < rows.length;
  return shared ? crossedMean(points, units, walls, [0, 1]) : clusteredMean(points, units, [0, 1]);
}
