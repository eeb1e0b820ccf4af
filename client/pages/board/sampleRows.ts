import type { DistinctInfo } from '../../../shared/protocol/board.ts';
import type { BoardRow, Estimate } from '../../../shared/protocol/http.ts';

/** An estimate with its ends a tenth away. */
export const at = (value: number): Estimate => ({ value, low: value - 0.1, high: value + 0.1 });

/** A row of a board; judged by four where `fooled` is known, scored where `frechet` is, a snapshot where it has a run. */
export function row(
  id: string,
  fooled: number | null,
  frechet: number | null,
  run: { runId?: string; step?: number } = {},
): BoardRow {
  const score = { ...at(frechet ?? 0), n: 1000 };
  return {
    model: {
      id,
      generator: 'gan',
      title: { en: id, ko: id },
      idea: { en: '', ko: '' },
      giveaway: { en: '', ko: '' },
      dataset: 'strokes',
      step: run.step ?? 100,
      totalSteps: 100,
      shipped: run.runId === undefined,
      runId: run.runId ?? null,
      seed: 0,
      config: {},
      datasetHash: '',
      trainedSeconds: 1,
      pool: 1000,
      scores:
        frechet === null
          ? null
          : {
              values: { frechet: score, inceptionScore: score, kid: score },
              own: {},
              floor: 3,
              seed: 0,
              extractor: { id: 'classifier', hash: 'c4' },
            },
    },
    n: fooled === null ? 0 : 20,
    participants: 4,
    rooms: 1,
    fooled: fooled === null ? null : at(fooled),
    errorRate: fooled === null ? null : at(fooled),
    dPrime: fooled === null ? null : at(3 - 6 * fooled),
    criterion: null,
    nEff: null,
    varied: null,
  };
}

export const rows = [row('a', 0.2, 64), row('b', null, 9), row('c', 0.5, null), row('d', 0.4, 24)];
export const ids = (sortedRows: readonly BoardRow[]): string => sortedRows.map((r) => r.model.id).join('');

/** Different pictures of a model by its twins. */
export const distinct = (value: number | null, low: number, high: number | null): DistinctInfo => ({
  value,
  low,
  high,
  corrected: true,
  walls: 9,
  n: 40,
});
/** Judged by its walls too; of `open` a lower end alone is known. */
export const varied = { ...row('a', 0.2, 64), nEff: distinct(120.4, 61, 300), varied: { ...at(0.4), n: 12 } };
export const open = { ...row('b', 0.3, 9), nEff: distinct(null, 88, null) };
