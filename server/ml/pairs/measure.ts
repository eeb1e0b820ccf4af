import { shiftedRows, type RowSource } from '../features/rows.ts';
import { kernelDistance, type KernelDistance } from '../metrics/kid/estimate.ts';
import { KernelSums } from '../metrics/kid/kernelSums.ts';
import { drawSubsets, SUBSET_SIZE, SUBSETS } from '../metrics/kid/subsets.ts';
import { rngFor } from '../random.ts';
import { ballsOf, neighboursFor } from './balls.ts';
import { randomGroups } from './groups.ts';
import { Manifold, type ManifoldMeasures } from './manifold.ts';
import { NearestRows } from './nearest.ts';
import { visitPairs, visitPairsWithin, type PairOptions } from './tiles.ts';

/** Which neighbour a ball of the manifold reaches to, unless told otherwise (Naeem et al. 2020). */
export const NEIGHBOUR = 5;

export interface PairSettings extends PairOptions {
  readonly seed: number;
  /** Which neighbour a ball of the manifold reaches to; cut to what there is. */
  readonly k?: number;
  /** Number and size of the subsets of the kernel distance; the size is cut to what there is. */
  readonly kidSubsets?: number;
  readonly kidSize?: number;
  /** Taken from every row before distances are measured; see {@link commonOffset}. [d] */
  readonly offset?: Float64Array;
}

export interface PairMeasures extends ManifoldMeasures {
  readonly kid: KernelDistance;
  /** As used: which neighbour. */
  readonly k: number;
}

/**
 * Every measure that looks at pairs of images, from one pass over the pairs of reals, of samples and of both.
 *
 * @param samples at least two rows
 * @param reals at least two rows
 */
export async function measurePairs(
  samples: RowSource,
  reals: RowSource,
  settings: PairSettings,
): Promise<PairMeasures> {
  const { seed, kidSubsets = SUBSETS, kidSize = SUBSET_SIZE, signal, onProgress } = settings;
  const k = Math.min(settings.k ?? NEIGHBOUR, samples.n - 1, reals.n - 1);
  const subsets = drawSubsets(samples.n, reals.n, seed, kidSubsets, kidSize);
  const x = {
    groups: randomGroups(samples.n, rngFor(seed, 'pairs', 'samples')),
    subsets: subsets.map(([rows]) => rows),
  };
  const y = { groups: randomGroups(reals.n, rngFor(seed, 'pairs', 'reals')), subsets: subsets.map(([, rows]) => rows) };
  const work = [reals.n ** 2 / 2, samples.n ** 2 / 2, samples.n * reals.n];
  const all = work.reduce((sum, pairs) => sum + pairs, 0);
  // The kernel's products are of the rows as they are; distances share them unless rows lie far out.
  const { offset } = settings;
  const [nearX, nearY] = offset ? [shiftedRows(samples, offset), shiftedRows(reals, offset)] : [samples, reals];
  const part = (before: number, own: number): PairOptions => ({
    ...(signal && { signal }),
    onProgress: (fraction) => onProgress?.((before + own * fraction) / all),
  });

  const yy = new KernelSums(y, y);
  const nearReals = new NearestRows(reals.n, neighboursFor(k, reals.n));
  await visitPairsWithin(reals, offset ? [yy] : [yy, nearReals], part(0, work[0]!));
  if (offset) await visitPairsWithin(nearY, [nearReals], part(0, work[0]!));
  const xx = new KernelSums(x, x);
  const nearSamples = new NearestRows(samples.n, neighboursFor(k, samples.n));
  await visitPairsWithin(samples, offset ? [xx] : [xx, nearSamples], part(work[0]!, work[1]!));
  if (offset) await visitPairsWithin(nearX, [nearSamples], part(work[0]!, work[1]!));
  const manifold = new Manifold(
    ballsOf(await nearReals.finish(nearY, nearY), k, y.groups),
    ballsOf(await nearSamples.finish(nearX, nearX), k, x.groups),
    k,
  );
  const yx = new KernelSums(y, x);
  await visitPairs(reals, samples, offset ? [yx] : [yx, manifold], part(work[0]! + work[1]!, work[2]!));
  if (offset) await visitPairs(nearY, nearX, [manifold], part(work[0]! + work[1]!, work[2]!));
  const size = subsets[0]![0].length;
  // Reals first here: the discrepancy is the same either way round.
  return { ...manifold.finish(), kid: kernelDistance({ xx: yy, yy: xx, xy: yx }, y.groups, x.groups, size), k };
}
