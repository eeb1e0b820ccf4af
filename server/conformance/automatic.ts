import { frechetDistance } from '../ml/metrics/frechet/distance.ts';
import { momentsOf } from '../ml/numeric/moments.ts';
import { rowsOfTable } from '../ml/features/rows.ts';
import { measurePairs, type PairMeasures } from '../ml/pairs/measure.ts';
import { numpyNormals } from './inputs/numpyNormals.ts';
import type { ConformanceRow } from './row.ts';

/** Two sets of standard normal features, one drawn after the other. [n, d] each */
function seededPair(seed: number, n: number, d: number): [Float64Array, Float64Array] {
  const draw = numpyNormals(seed);
  return [Float64Array.from({ length: n * d }, draw), Float64Array.from({ length: n * d }, draw)];
}

/** Precision, recall, density and coverage of the second set against the first; NumPy's seed 0, 1,000 x 64. */
function manifoldRow(measure: 'precision' | 'recall' | 'density' | 'coverage', published: string): ConformanceRow {
  return {
    name: `${measure} of 1,000 x 64 seeded normal features, k = 5`,
    source: 'prdc (Naeem et al. 2020) on numpy.random.seed(0)',
    published,
    compute: async () => (await (seededPairs ??= seededMeasures()))[measure].value,
  };
}

let seededPairs: Promise<PairMeasures> | undefined;
function seededMeasures(): Promise<PairMeasures> {
  const [real, fake] = seededPair(0, 1000, 64).map((x) => rowsOfTable(x, 1000, 64));
  return measurePairs(fake!, real!, { seed: 0 });
}

export const rows: ConformanceRow[] = [
  {
    name: 'FID of seeded features, 64 x 64, seed 2023',
    source: "torch-fidelity's test of its FID",
    published: '34.715916',
    async compute() {
      const [x, y] = seededPair(2023, 64, 64);
      return frechetDistance(await momentsOf(x, 64, 64), await momentsOf(y, 64, 64));
    },
  },
  manifoldRow('precision', '.704'),
  manifoldRow('recall', '.738'),
  manifoldRow('density', '.947'),
  manifoldRow('coverage', '.971'),
];
