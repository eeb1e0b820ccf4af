import { inverseOf, choleskyOf, solveCholesky } from '../numeric/linear.ts';
import { derivatives, sizeOf, type Ties } from './likelihood.ts';
import type { DuelTallies, PairTally } from './tallies.ts';

/** From so many clusters on, leaving one out changes the information by too little to matter. */
const MANY = 2000;

/** Comparisons from which strengths cannot be had; the message says which and what to do. */
export class NoStrengths extends Error {
  override readonly name = 'NoStrengths';
}

export interface Strengths {
  /** Log strengths, mean 0: strengths have geometric mean 1. [k] */
  readonly logStrengths: Float64Array;
  /** Davidson's; null where ties are halves. */
  readonly nu: number | null;
  readonly logLikelihood: number;
  /** Of log strengths (and log nu): clusters left out one at a time, or the likelihood's own of a single cluster. [size, size] */
  readonly covariance: Float64Array;
  /** Clusters that the covariance comes from. */
  readonly clusters: number;
  /** [k, k], models in the order of the tallies. */
  readonly size: number;
}

/**
 * Bradley-Terry strengths by maximum likelihood (Newton's method), with Davidson's ties if wanted.
 *
 * Their covariance is the sandwich over clusters in its jackknife form: leaving out cluster g moves the estimate by
 * (H - H_g)^-1 s_g to first order (CR3: Bell & McCaffrey 2002), which stays honest with few clusters.
 *
 * @param prior wins each way added to every pair of models
 * @throws NoStrengths where a model, or a group of them, never lost or never won against the rest
 */
export function bradleyTerry({ models, pairs, clusters }: DuelTallies, ties: Ties = 'half', prior = 0): Strengths {
  const k = models.length;
  const added = prior > 0 ? everyPair(k, prior) : [];
  const all = [...pairs, ...added];
  if (ties === 'davidson' && !pairs.some((pair) => pair.ties > 0))
    throw new NoStrengths("Davidson's ties need a tie at least, but there is none: use --ties half.");
  if (ties === 'davidson' && pairs.every((pair) => pair.wins + pair.losses === 0))
    throw new NoStrengths('Every duel is a tie, so no strengths can be had: gather duels that have a winner.');
  refuseUnconnected(models, all);
  const size = sizeOf(k, ties);
  const theta = maximise(all, k, ties);
  const { logLikelihood, information } = derivatives(all, theta, k, ties);
  return {
    logStrengths: theta.slice(0, k),
    nu: ties === 'davidson' ? Math.exp(theta[k]!) : null,
    logLikelihood,
    covariance: covarianceOf(clusters, information, theta, k, ties),
    clusters: clusters.length,
    size,
  };
}

function everyPair(k: number, prior: number): PairTally[] {
  const pairs: PairTally[] = [];
  for (let i = 0; i < k; i++) for (let j = i + 1; j < k; j++) pairs.push({ i, j, wins: prior, losses: prior, ties: 0 });
  return pairs;
}

/** The maximum is finite and unique where every model can be reached from every other along wins or ties (Ford 1957). */
function refuseUnconnected(models: readonly string[], pairs: readonly PairTally[]): void {
  const reach = (from: number, forward: boolean): Set<number> => {
    const seen = new Set([from]);
    for (const at of seen) {
      for (const { i, j, wins, losses, ties } of pairs) {
        const [up, down] = forward ? [wins, losses] : [losses, wins];
        if (i === at && up + ties > 0) seen.add(j);
        if (j === at && down + ties > 0) seen.add(i);
      }
    }
    return seen;
  };
  const beaten = reach(0, true);
  const beating = reach(0, false);
  const lost = models.filter((_, m) => !beaten.has(m) || !beating.has(m));
  if (lost.length === 0) return;
  const m = models.indexOf(lost[0]!);
  const never =
    !beaten.has(m) && !beating.has(m)
      ? 'was never compared with'
      : beaten.has(m)
        ? 'never won against'
        : 'never lost to';
  throw new NoStrengths(
    `'${lost[0]}' ${never} '${models[0]}', not even through others, so their strengths cannot be compared: gather more duels or add some wins to every pair with --prior 0.5.`,
  );
}

/** Newton's method with halved steps; the mean of the log strengths stays 0. */
function maximise(pairs: readonly PairTally[], k: number, ties: Ties): Float64Array {
  const size = sizeOf(k, ties);
  let theta = new Float64Array(size);
  let now = derivatives(pairs, theta, k, ties);
  for (let step = 0; step < 200; step++) {
    const move = solveCholesky(choleskyOf(anchored(now.information, k, size), size), size, now.gradient);
    let scale = 1;
    for (let halving = 0; halving < 40; halving++, scale /= 2) {
      const next = theta.map((value, i) => value + scale * move[i]!);
      const there = derivatives(pairs, next, k, ties);
      if (there.logLikelihood < now.logLikelihood - 1e-12 * Math.abs(now.logLikelihood)) continue;
      theta = next;
      now = there;
      break;
    }
    if (move.every((each) => Math.abs(each) < 1e-11)) break;
  }
  return theta;
}

/** Adds 1/k to every entry between strengths: the direction in which the likelihood is flat becomes their mean, kept at 0. */
function anchored(information: Float64Array, k: number, size: number): Float64Array {
  let scale = 0;
  for (let i = 0; i < k; i++) scale = Math.max(scale, information[i * size + i]!);
  const out = information.slice();
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) out[i * size + j]! += scale / k;
  return out;
}

function covarianceOf(
  clusters: DuelTallies['clusters'],
  information: Float64Array,
  theta: Float64Array,
  k: number,
  ties: Ties,
): Float64Array {
  const size = sizeOf(k, ties);
  const g = clusters.length;
  const whole = inverseOf(anchored(information, k, size), size);
  const centre = (matrix: Float64Array): Float64Array => centred(matrix, k, size);
  if (g < 2) return centre(whole);
  const moves: Float64Array[] = [];
  for (const pairs of clusters) {
    const own = derivatives(pairs, theta, k, ties);
    if (g > MANY) {
      moves.push(Float64Array.from({ length: size }, (_, i) => dot(whole, i * size, own.gradient)));
      continue;
    }
    const rest = anchored(information, k, size).map((value, at) => value - own.information[at]!);
    try {
      moves.push(solveCholesky(choleskyOf(rest, size), size, own.gradient));
    } catch {
      // Without this cluster there is no estimate: it counts with its first-order influence.
      moves.push(Float64Array.from({ length: size }, (_, i) => dot(whole, i * size, own.gradient)));
    }
  }
  const mean = Float64Array.from({ length: size }, (_, i) => moves.reduce((sum, move) => sum + move[i]! / g, 0));
  const covariance = new Float64Array(size * size);
  for (const move of moves)
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        covariance[i * size + j]! += ((g - 1) / g) * (move[i]! - mean[i]!) * (move[j]! - mean[j]!);
  return centre(covariance);
}

/** Of log strengths about their mean. */
function centred(matrix: Float64Array, k: number, size: number): Float64Array {
  const out = matrix.slice();
  for (const [row, column] of [
    [size, 1],
    [1, size],
  ] as const)
    for (let a = 0; a < size; a++) {
      let mean = 0;
      for (let i = 0; i < k; i++) mean += out[i * row + a * column]! / k;
      for (let i = 0; i < k; i++) out[i * row + a * column]! -= mean;
    }
  return out;
}

function dot(matrix: Float64Array, from: number, vector: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += matrix[from + i]! * vector[i]!;
  return sum;
}
