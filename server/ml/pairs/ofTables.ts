import { rowsOfTable } from '../features/rows.ts';
import type { MetricInput } from '../metric.ts';
import { measurePairs, type PairMeasures } from './measure.ts';

/** By the features of the samples, since several measures of the same two tables are asked for one after another. */
const known = new WeakMap<object, { reals: object; seed: number; measures: Promise<PairMeasures> }>();

/** The measures over pairs of two tables; computed once for as long as the samples are the same. */
export function pairMeasuresOf({ samples, reals, seed, signal }: MetricInput): Promise<PairMeasures> {
  const found = known.get(samples.features);
  if (found && found.reals === reals.features && found.seed === seed) {
    signal?.throwIfAborted();
    return found.measures;
  }
  const measures = measurePairs(
    rowsOfTable(samples.features, samples.n, samples.dimensions),
    rowsOfTable(reals.features, reals.n, reals.dimensions),
    { seed, ...(signal && { signal }) },
  );
  known.set(samples.features, { reals: reals.features, seed, measures });
  measures.catch(() => known.delete(samples.features));
  return measures;
}
