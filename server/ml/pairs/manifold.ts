import { jackknifeVariance } from '../numeric/jackknife.ts';
import type { Balls } from './balls.ts';
import { distanceError, squaredDistance, squaresOf, type PairVisitor, type Tile } from './tiles.ts';

/** A share or mean, and its standard error over both sets. */
export interface Estimate {
  readonly value: number;
  readonly error: number;
}

export interface ManifoldMeasures {
  readonly precision: Estimate;
  readonly recall: Estimate;
  readonly density: Estimate;
  readonly coverage: Estimate;
}

/** Which balls of one set hold which rows of the other. */
class Held {
  /** Balls that hold each row. [rows] */
  readonly balls: Int32Array;
  /** The same by the group of the ball. [rows, groups] */
  readonly byGroup: Int32Array;
  /** Balls that hold a row only once this group is left out. [rows, groups] */
  readonly onceWithout: Int32Array;

  constructor(rows: number, groups: number) {
    this.balls = new Int32Array(rows);
    this.byGroup = new Int32Array(rows * groups);
    this.onceWithout = new Int32Array(rows * groups);
  }
}

/**
 * Precision and recall (Kynkäänniemi et al. 2019), density and coverage (Naeem et al. 2020), while pairs of reals (x) and
 * samples (y) go by. A row lies in a ball when its distance is strictly below the radius; where rounding could decide,
 * the distance is worked out term by term, as the radius was.
 */
export class Manifold implements PairVisitor {
  readonly #reals: Balls;
  readonly #samples: Balls;
  readonly #k: number;
  /** Samples in balls of reals. */
  readonly #samplesHeld: Held;
  /** Reals in balls of samples. */
  readonly #realsHeld: Held;
  /** Samples in the ball of each real, by the group of the sample. [reals, groups] */
  readonly #inside: Int32Array;
  /** Squared distance of each real to the nearest sample. [reals] */
  readonly #nearest: Float64Array;

  constructor(reals: Balls, samples: Balls, k: number) {
    this.#reals = reals;
    this.#samples = samples;
    this.#k = k;
    const [n, m] = [reals.squared.length, samples.squared.length];
    this.#samplesHeld = new Held(m, reals.groups.count);
    this.#realsHeld = new Held(n, samples.groups.count);
    this.#inside = new Int32Array(n * samples.groups.count);
    this.#nearest = new Float64Array(n).fill(Infinity);
  }

  visit({ d, dots, x, y, xStart, xRows, yStart, yRows }: Tile): void {
    const [reals, samples] = [this.#reals, this.#samples];
    const [squaresX, squaresY] = [squaresOf(x, d), squaresOf(y, d)];
    const share = distanceError(d);
    const groups = samples.groups.count;
    for (let i = 0; i < xRows; i++) {
      const real = xStart + i;
      const reach = reals.largest[real]!;
      let nearest = this.#nearest[real]!;
      for (let j = 0; j < yRows; j++) {
        const size = squaresX[i]! + squaresY[j]!;
        const product = size - 2 * dots[i * yRows + j]!;
        const slack = share * size;
        if (product < nearest) nearest = product;
        const sample = yStart + j;
        if (product >= reach + slack && product >= samples.largest[sample]! + slack) continue;
        const own = reals.squared[real]!;
        const theirs = samples.squared[sample]!;
        const close =
          (own > 0 && Math.abs(product - own) <= slack) || (theirs > 0 && Math.abs(product - theirs) <= slack);
        const squared = close ? squaredDistance(x, i, y, j, d) : Math.max(0, product);
        if (hold(this.#samplesHeld, sample, reals, real, squared)) {
          this.#inside[real * groups + samples.groups.of[sample]!]!++;
        }
        hold(this.#realsHeld, real, samples, sample, squared);
      }
      this.#nearest[real] = nearest;
    }
  }

  finish(): ManifoldMeasures {
    const [reals, samples] = [this.#reals, this.#samples];
    const [n, m] = [reals.squared.length, samples.squared.length];
    return {
      precision: share(this.#samplesHeld, m, reals),
      recall: share(this.#realsHeld, n, samples),
      density: this.#density(m),
      coverage: this.#coverage(n),
    };
  }

  #density(m: number): Estimate {
    const { balls, byGroup, onceWithout } = this.#samplesHeld;
    const { count } = this.#reals.groups;
    const each = Float64Array.from(balls, (held) => held / this.#k);
    const value = meanOf(each);
    const without = Float64Array.from({ length: count }, (_, group) => {
      let sum = 0;
      for (let j = 0; j < m; j++) sum += balls[j]! - byGroup[j * count + group]! + onceWithout[j * count + group]!;
      return sum / this.#k / m;
    });
    return { value, error: Math.sqrt(varianceOfMean(each) + jackknifeVariance(without)) };
  }

  #coverage(n: number): Estimate {
    const { groups, without } = this.#reals;
    const count = this.#samples.groups.count;
    const inside = Int32Array.from({ length: n }, (_, i) => sumOf(this.#inside.subarray(i * count, i * count + count)));
    let covered = 0;
    for (const held of inside) if (held > 0) covered++;
    const gained = new Int32Array(groups.count);
    const ownCovered = new Int32Array(groups.count);
    const lost = new Int32Array(count);
    for (let i = 0; i < n; i++) {
      if (inside[i]! > 0) {
        ownCovered[groups.of[i]!]!++;
        for (let g = 0; g < count; g++) if (this.#inside[i * count + g] === inside[i]) lost[g]!++;
      } else {
        // A real whose ball is empty may be covered by the larger one that it has without a group.
        for (const [group, radius] of without[i]!) if (this.#nearest[i]! < radius) gained[group]!++;
      }
    }
    const realsLeftOut = Float64Array.from(
      groups.sizes,
      (size, g) => (covered - ownCovered[g]! + gained[g]!) / (n - size),
    );
    const samplesLeftOut = Float64Array.from(lost, (out) => (covered - out) / n);
    const error = Math.sqrt(jackknifeVariance(realsLeftOut) + jackknifeVariance(samplesLeftOut));
    return { value: covered / n, error };
  }
}

/** Whether ball `at` holds row `row`; counted in `held`. */
function hold(held: Held, row: number, balls: Balls, at: number, squared: number): boolean {
  const { count, of } = balls.groups;
  if (squared < balls.squared[at]!) {
    held.balls[row]!++;
    held.byGroup[row * count + of[at]!]!++;
    return true;
  }
  if (squared < balls.largest[at]!) {
    for (const [group, radius] of balls.without[at]!) if (squared < radius) held.onceWithout[row * count + group]!++;
  }
  return false;
}

/** Share of the rows that some ball holds. */
function share(held: Held, rows: number, balls: Balls): Estimate {
  const { count } = balls.groups;
  const inside = Float64Array.from(held.balls, (number) => Number(number > 0));
  const without = Float64Array.from({ length: count }, (_, group) => {
    let left = 0;
    for (let row = 0; row < rows; row++) {
      const at = row * count + group;
      if (held.balls[row]! > held.byGroup[at]! || held.onceWithout[at]! > 0) left++;
    }
    return left / rows;
  });
  return { value: meanOf(inside), error: Math.sqrt(varianceOfMean(inside) + jackknifeVariance(without)) };
}

function varianceOfMean(values: Float64Array): number {
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return squares / Math.max(1, values.length - 1) / values.length;
}

const sumOf = (values: Int32Array): number => values.reduce((sum, value) => sum + value, 0);
const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
