import { gemm } from '../../numeric/gemm.ts';
import { logDensities, normaliseRows } from './densities.ts';
import type { Mixture } from './mixture.ts';

/** What the M-step needs to know of the data: sums over the rows, weighted by responsibility. */
export interface Statistics {
  /** Sum over the rows of log p(x). */
  readonly logLikelihood: number;
  readonly n: number;
  /** [k] */
  readonly counts: Float64Array;
  /** [k, d] */
  readonly sums: Float64Array;
  /** Of x x^T: [k, d, d] for `full`, [d, d] over all for `tied`; of x^2 [k, d] for `diagonal`. */
  readonly squares: Float64Array;
}

/** Responsibilities of one block of rows. */
const BLOCK_NUMBERS = 1 << 22;
/** Rows that belong less to a component than this leave its sums as they are: far below the rounding of any that count. */
const NEGLIGIBLE = 1e-30;

/** E-step: the statistics of the rows under the mixture. @param x [n, d] */
export function expectation(mixture: Mixture, x: Float64Array, n: number): Promise<Statistics> {
  const score = logDensities(mixture);
  return accumulate(mixture, x, n, async (block, rows) => {
    const responsibilities = await score(block, rows);
    return { logLikelihood: normaliseRows(responsibilities, rows, mixture.k), responsibilities };
  });
}

/** Statistics of a hard assignment, with which EM starts. @param nearest component of each row [n] */
export function assigned(mixture: Mixture, x: Float64Array, nearest: Int32Array): Promise<Statistics> {
  const { k } = mixture;
  let start = 0;
  const oneHot = async (_: Float64Array, rows: number): Promise<Weighted> => {
    const responsibilities = new Float64Array(rows * k);
    for (let i = 0; i < rows; i++) responsibilities[i * k + nearest[start + i]!] = 1;
    start += rows;
    return { logLikelihood: 0, responsibilities };
  };
  return accumulate(mixture, x, nearest.length, oneHot);
}

interface Weighted {
  readonly logLikelihood: number;
  /** [rows, k] */
  readonly responsibilities: Float64Array;
}

async function accumulate(
  { k, d, covariance }: Mixture,
  x: Float64Array,
  n: number,
  weigh: (block: Float64Array, rows: number) => Promise<Weighted>,
): Promise<Statistics> {
  const step = Math.max(32, Math.floor(BLOCK_NUMBERS / Math.max(k, d)));
  const counts = new Float64Array(k);
  const sums = new Float64Array(k * d);
  const squares = new Float64Array(covariance === 'full' ? k * d * d : covariance === 'tied' ? d * d : k * d);
  let logLikelihood = 0;
  for (let start = 0; start < n; start += step) {
    const rows = Math.min(step, n - start);
    const block = x.slice(start * d, (start + rows) * d);
    const { logLikelihood: part, responsibilities: r } = await weigh(block, rows);
    logLikelihood += part;
    for (let i = 0; i < rows; i++) for (let c = 0; c < k; c++) counts[c]! += r[i * k + c]!;
    const product = { m: k, n: d, k: rows, transA: true };
    add(sums, await gemm({ a: r, b: block, ...product }));
    if (covariance === 'diagonal') {
      add(squares, await gemm({ a: r, b: block.map((value) => value * value), ...product }));
    } else if (covariance === 'tied') {
      add(squares, await secondMoments(block, rows, d));
    } else {
      for (let c = 0; c < k; c++) {
        const own = belonging(block, r, c, rows, d, k);
        add(squares.subarray(c * d * d, (c + 1) * d * d), await secondMoments(own, own.length / d, d));
      }
    }
  }
  return { logLikelihood, n, counts, sums, squares };
}

/** Sum of x x^T. [d, d] */
const secondMoments = (x: Float64Array, rows: number, d: number): Promise<Float64Array> =>
  gemm({ a: x, b: x, m: d, n: d, k: rows, transA: true });

function add(to: Float64Array, part: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i]! += part[i]!;
}

/** sqrt(r_ic) x_i of the rows that belong to component c at all: mostly few. [those rows, d] */
function belonging(x: Float64Array, r: Float64Array, c: number, rows: number, d: number, k: number): Float64Array {
  let count = 0;
  for (let i = 0; i < rows; i++) if (r[i * k + c]! > NEGLIGIBLE) count++;
  const out = new Float64Array(count * d);
  let to = 0;
  for (let i = 0; i < rows; i++) {
    const weight = r[i * k + c]!;
    if (!(weight > NEGLIGIBLE)) continue;
    const root = Math.sqrt(weight);
    for (let j = i * d; j < i * d + d; j++) out[to++] = root * x[j]!;
  }
  return out;
}
