import type { RowSource } from '../features/rows.ts';
import { nearestWithin } from './nearest.ts';
import { squaresOf, visitPairs, type PairOptions, type PairVisitor, type Tile } from './tiles.ts';

/** Which neighbour a ball of the reference reaches to (Kynkäänniemi et al. 2019). */
const NEIGHBOUR = 3;
/** What a copy of a reference image gets, and all that is as near: the ratio has no bound. */
const MOST = 100;

/** Balls around reference rows that reach to the third nearest other one, the larger half of them left out. */
export interface RealismReference {
  readonly rows: RowSource;
  /** Squared radius; 0 for a ball that is left out. [n] */
  readonly squared: Float64Array;
}

/** @param rows features of real images, more than three */
export async function realismReference(rows: RowSource, options: PairOptions = {}): Promise<RealismReference> {
  const { squared } = await nearestWithin(rows, NEIGHBOUR, options);
  const radii = Float64Array.from({ length: rows.n }, (_, i) => squared[i * NEIGHBOUR + NEIGHBOUR - 1]!);
  const median = radii.slice().sort()[Math.floor((rows.n - 1) / 2)]!;
  return { rows, squared: radii.map((radius) => (radius <= median ? radius : 0)) };
}

/**
 * Realism of single images: the largest ratio of a ball's radius to the distance from its middle (Kynkäänniemi et al. 2019,
 * section 5). 1 and more: among the reference images; the less, the further off. Balls larger than the median are left out, as
 * around a lone image they would hold anything.
 *
 * @returns one a row of x, at most 100. [x.n]
 */
export async function realismOf(
  x: RowSource,
  { rows, squared }: RealismReference,
  options: PairOptions = {},
): Promise<Float64Array> {
  const ratios = new LargestRatio(x.n, squared);
  await visitPairs(x, rows, [ratios], options);
  return ratios.squared.map((ratio) => Math.min(MOST, Math.sqrt(ratio)));
}

class LargestRatio implements PairVisitor {
  /** Of radius to distance. [n] */
  readonly squared: Float64Array;
  readonly #radii: Float64Array;

  constructor(n: number, radii: Float64Array) {
    this.squared = new Float64Array(n);
    this.#radii = radii;
  }

  visit({ d, dots, x, y, xStart, xRows, yStart, yRows }: Tile): void {
    const [ofX, ofY] = [squaresOf(x, d), squaresOf(y, d)];
    for (let i = 0; i < xRows; i++) {
      let most = this.squared[xStart + i]!;
      for (let j = 0; j < yRows; j++) {
        const radius = this.#radii[yStart + j]!;
        const distance = Math.max(0, ofX[i]! + ofY[j]! - 2 * dots[i * yRows + j]!);
        if (radius > most * distance) most = distance === 0 ? Infinity : radius / distance;
      }
      this.squared[xStart + i] = most;
    }
  }
}
