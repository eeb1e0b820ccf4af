import type { PairTally } from './tallies.ts';

/** How ties enter: as half a win each, or with a parameter of their own (Davidson 1970). */
export type Ties = 'half' | 'davidson';

export interface Derivatives {
  readonly logLikelihood: number;
  /** [size] */
  readonly gradient: Float64Array;
  /** Minus the second derivatives. [size, size] */
  readonly information: Float64Array;
}

/** Parameters: log strengths [k], then log nu where ties are Davidson's. */
export const sizeOf = (k: number, ties: Ties): number => k + (ties === 'davidson' ? 1 : 0);

/**
 * Log-likelihood of comparisons and its derivatives in log strengths and log nu:
 * P(i beats j) = pi_i / s, P(tie) = nu sqrt(pi_i pi_j) / s, s their sum. Bradley & Terry 1952; Davidson 1970.
 *
 * @param theta [size]
 */
export function derivatives(pairs: readonly PairTally[], theta: Float64Array, k: number, ties: Ties): Derivatives {
  const size = sizeOf(k, ties);
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  let logLikelihood = 0;
  for (const pair of pairs) {
    const { i, j } = pair;
    const half = (theta[i]! - theta[j]!) / 2;
    const shared = ties === 'half';
    const wins = pair.wins + (shared ? pair.ties / 2 : 0);
    const losses = pair.losses + (shared ? pair.ties / 2 : 0);
    const tied = shared ? 0 : pair.ties;
    const n = wins + losses + tied;
    // Log weights of the outcomes less their common part; the score of outcome o in (theta_i, theta_j, log nu) is one of
    // (1, 0, 0), (0, 1, 0), (1/2, 1/2, 1), so means and covariances of those three are the derivatives.
    const logs = [half, -half, shared ? -Infinity : theta[k]!];
    const peak = Math.max(...logs);
    const weights = logs.map((log) => Math.exp(log - peak));
    const total = weights[0]! + weights[1]! + weights[2]!;
    const [p, q, t] = [weights[0]! / total, weights[1]! / total, weights[2]! / total];
    logLikelihood += wins * (half - peak) + losses * (-half - peak) - n * Math.log(total);
    if (tied > 0) logLikelihood += tied * (theta[k]! - peak);
    gradient[i]! += wins + tied / 2 - n * (p + t / 2);
    gradient[j]! += losses + tied / 2 - n * (q + t / 2);
    // theta_i and theta_j enter through their difference alone once the outcomes are weighed against each other.
    const variance = n * (p + t / 4 - (p + t / 2) ** 2);
    information[i * size + i]! += variance;
    information[j * size + j]! += variance;
    information[i * size + j]! -= variance;
    information[j * size + i]! -= variance;
    if (shared) continue;
    gradient[k]! += tied - n * t;
    information[k * size + k]! += n * t * (1 - t);
    const cross = n * (t / 2 - (p + t / 2) * t);
    information[i * size + k]! += cross;
    information[k * size + i]! += cross;
    information[j * size + k]! -= cross;
    information[k * size + j]! -= cross;
  }
  return { logLikelihood, gradient, information };
}
