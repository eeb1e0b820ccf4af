import { frechetDistance } from '../ml/metrics/frechet/distance.ts';
import { momentsOf } from '../ml/numeric/moments.ts';
import { numpyNormals } from './inputs/numpyNormals.ts';
import type { ConformanceRow } from './row.ts';

/** Two sets of standard normal features, one drawn after the other. [n, d] each */
function seededPair(seed: number, n: number, d: number): [Float64Array, Float64Array] {
  const draw = numpyNormals(seed);
  return [Float64Array.from({ length: n * d }, draw), Float64Array.from({ length: n * d }, draw)];
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
];
