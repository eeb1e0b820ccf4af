import type { RowSource } from '../features/rows.ts';
import { firstNew, squaredDistance, squaresOf, visitPairs, visitPairsWithin } from './tiles.ts';
import type { PairOptions, PairVisitor, Tile } from './tiles.ts';

/** The nearest rows of each row, nearest first. */
export interface Nearest {
  /** How many are known of each row. */
  readonly count: number;
  /** [n, count] */
  readonly index: Int32Array;
  /** Squared distances, term by term. [n, count] */
  readonly squared: Float64Array;
}

/** Finds the `count` nearest rows of every row while pairs go by: of x among y, or with `mirrored` tiles of x among x. */
export class NearestRows implements PairVisitor {
  readonly #n: number;
  readonly #count: number;
  readonly #index: Int32Array;
  readonly #squared: Float64Array;

  /** @param n rows of x @param count at most the rows that each can have beside it */
  constructor(n: number, count: number) {
    this.#n = n;
    this.#count = count;
    this.#index = new Int32Array(n * count);
    this.#squared = new Float64Array(n * count).fill(Infinity);
  }

  visit(tile: Tile): void {
    const { d, dots, xStart, xRows, yStart, yRows, mirrored } = tile;
    const count = this.#count;
    const squared = this.#squared;
    const ofX = squaresOf(tile.x, d);
    const ofY = squaresOf(tile.y, d);
    for (let i = 0; i < xRows; i++) {
      const last = (xStart + i) * count + count - 1;
      let cut = squared[last]!;
      for (let j = firstNew(tile, i); j < yRows; j++) {
        const value = ofX[i]! + ofY[j]! - 2 * dots[i * yRows + j]!;
        if (value < cut) {
          this.#insert(xStart + i, yStart + j, value);
          cut = squared[last]!;
        }
        if (mirrored && value < squared[(yStart + j) * count + count - 1]!) this.#insert(yStart + j, xStart + i, value);
      }
    }
  }

  #insert(row: number, neighbour: number, value: number): void {
    const first = row * this.#count;
    let at = first + this.#count - 1;
    for (; at > first && this.#squared[at - 1]! > value; at--) {
      this.#squared[at] = this.#squared[at - 1]!;
      this.#index[at] = this.#index[at - 1]!;
    }
    this.#squared[at] = value;
    this.#index[at] = neighbour;
  }

  /** What was found, with the distances worked out anew without rounding of products, and in their order. */
  async finish(x: RowSource, y: RowSource): Promise<Nearest> {
    const count = this.#count;
    const { d } = x;
    const index = new Int32Array(this.#index.length);
    const squared = new Float64Array(this.#squared.length);
    const rows = Math.max(1, Math.floor(2 ** 21 / (count * d)));
    for (let start = 0; start < this.#n; start += rows) {
      const end = Math.min(this.#n, start + rows);
      const own = await x.rows(start, end);
      const others = await y.gather(this.#index.subarray(start * count, end * count));
      for (let i = 0; i < end - start; i++) {
        const found = Array.from({ length: count }, (_, c) => ({
          neighbour: this.#index[(start + i) * count + c]!,
          value: squaredDistance(own, i, others, i * count + c, d),
        })).sort((a, b) => a.value - b.value);
        found.forEach(({ neighbour, value }, c) => {
          index[(start + i) * count + c] = neighbour;
          squared[(start + i) * count + c] = value;
        });
      }
    }
    return { count, index, squared };
  }
}

/** Squared distance from each row of x to the nearest row of y. [x.n] */
export async function nearestAmong(x: RowSource, y: RowSource, options: PairOptions = {}): Promise<Float64Array> {
  const nearest = new NearestRows(x.n, 1);
  await visitPairs(x, y, [nearest], options);
  return (await nearest.finish(x, y)).squared;
}

/** The `count` nearest other rows of each row of x. */
export async function nearestWithin(x: RowSource, count: number, options: PairOptions = {}): Promise<Nearest> {
  const nearest = new NearestRows(x.n, count);
  await visitPairsWithin(x, [nearest], options);
  return nearest.finish(x, x);
}
