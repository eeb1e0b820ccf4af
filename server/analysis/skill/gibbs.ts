import { rngOf, type Draws } from '../numeric/draws.ts';
import { normalCdf } from '../numeric/normal.ts';
import { probit } from '../numeric/probit.ts';

/** Judgments by number. All arrays [rows] */
export interface Judgments {
  readonly players: number;
  readonly images: number;
  readonly models: number;
  readonly player: Int32Array;
  readonly image: Int32Array;
  /** -1 for a real. A picture is of one source. */
  readonly model: Int32Array;
  readonly calledFake: Uint8Array;
}

/** Effects of one kind: values, rows that each is part of, and their spread. */
interface Family {
  readonly values: Float64Array;
  readonly rows: readonly Int32Array[];
  variance: number;
}

/** Spreads are uniform up to here before data: in units of d' none is larger. */
const WIDEST = 3;
/** Above this mean, on the side of the answer, a third of normal draws or more fit. */
const EASY = -0.4;

/**
 * A Gibbs sampler of the probit with crossed players and pictures (Albert & Chib 1993): evidence behind each judgment is drawn, then every
 * effect given the evidence. Effects are known together only up to shifts between families, which single draws move
 * slowly, so each family's mean is drawn into the fixed effects as well. Flat before data: fixed effects, and spreads to 3
 * (Gelman 2006).
 */
export class CrossedSampler {
  readonly bias: Family;
  readonly skill: Family;
  readonly look: Family;
  /** d' of each model. */
  readonly dPrime: Float64Array;
  intercept = 0;
  readonly #data: Judgments;
  readonly #draws: Draws;
  /** Evidence less what the effects say of it. [rows] */
  readonly #rest: Float64Array;
  readonly #all: Int32Array;
  readonly #rowsOfModel: readonly Int32Array[];
  /** Pictures of each model, reals last. */
  readonly #imagesOf: readonly number[][];

  constructor(data: Judgments, seed: number) {
    const { players, images, models, player, image, model } = data;
    this.#data = data;
    this.#draws = rngOf(seed);
    this.#rest = new Float64Array(player.length);
    this.#all = Int32Array.from(player, (_, row) => row);
    const grouped = (groups: number, of: (row: number) => number): Int32Array[] => {
      const lists = Array.from({ length: groups }, (): number[] => []);
      for (const row of this.#all) if (of(row) >= 0) lists[of(row)]!.push(row);
      return lists.map((list) => Int32Array.from(list));
    };
    const family = (rows: readonly Int32Array[]): Family => ({
      values: new Float64Array(rows.length),
      rows,
      variance: 0.25,
    });
    this.bias = family(grouped(players, (row) => player[row]!));
    this.skill = family(grouped(players, (row) => (model[row]! < 0 ? -1 : player[row]!)));
    this.look = family(grouped(images, (row) => image[row]!));
    this.#rowsOfModel = grouped(models, (row) => model[row]!);
    this.dPrime = new Float64Array(models);
    const sourceOf = this.look.rows.map((rows) => (model[rows[0]!]! < 0 ? models : model[rows[0]!]!));
    this.#imagesOf = Array.from({ length: models + 1 }, (_, source) =>
      sourceOf.flatMap((each, i) => (each === source ? [i] : [])),
    );
  }

  /** One draw of everything. */
  sweep(): void {
    this.#drawEvidence();
    for (const family of [this.bias, this.skill, this.look])
      family.rows.forEach((rows, i) => {
        family.values[i] = this.#drawEffect(rows, family.values[i]!, 1 / family.variance);
      });
    this.intercept = this.#drawEffect(this.#all, this.intercept, 0);
    this.#rowsOfModel.forEach((rows, m) => (this.dPrime[m] = this.#drawEffect(rows, this.dPrime[m]!, 0)));
    this.#shift();
    for (const family of [this.bias, this.skill, this.look]) this.#drawVariance(family);
  }

  /** Evidence is above 0 for 'fake': normal around its mean, cut there. Drawn until it fits where a third or more do, else by the quantile. */
  #drawEvidence(): void {
    const { player, image, model, calledFake } = this.#data;
    for (let row = 0; row < calledFake.length; row++) {
      const p = player[row]!;
      const m = model[row]!;
      const mean =
        this.intercept +
        this.bias.values[p]! +
        this.look.values[image[row]!]! +
        (m < 0 ? 0 : this.dPrime[m]! + this.skill.values[p]!);
      const side = calledFake[row] ? 1 : -1;
      if (side * mean > EASY) {
        let rest = this.#draws.normal();
        while (side * (mean + rest) <= 0) rest = this.#draws.normal();
        this.#rest[row] = rest;
        continue;
      }
      const cut = Math.max(1e-300, this.#draws.uniform() * normalCdf(side * mean));
      this.#rest[row] = -side * probit(cut);
    }
  }

  #drawEffect(rows: Int32Array, old: number, precision: number): number {
    let sum = 0;
    for (const row of rows) sum += this.#rest[row]! + old;
    const sharpness = rows.length + precision;
    const value = sum / sharpness + this.#draws.normal() / Math.sqrt(sharpness);
    for (const row of rows) this.#rest[row]! -= value - old;
    return value;
  }

  /** Moves the mean of a family into the fixed effects that it cannot be told from; no judgment changes. */
  #shift(): void {
    const everyone = this.bias.values.map((_, i) => i);
    this.intercept += this.#takeMean(this.bias, everyone);
    const better = this.#takeMean(this.skill, everyone);
    for (let m = 0; m < this.dPrime.length; m++) this.dPrime[m]! += better;
    this.#imagesOf.forEach((images, source) => {
      const shift = this.#takeMean(this.look, images);
      if (source < this.dPrime.length) this.dPrime[source]! += shift;
      else {
        this.intercept += shift;
        for (let m = 0; m < this.dPrime.length; m++) this.dPrime[m]! -= shift;
      }
    });
  }

  #takeMean({ values, variance }: Family, members: ArrayLike<number>): number {
    const n = members.length;
    if (n === 0) return 0;
    let shift = this.#draws.normal() * Math.sqrt(variance / n);
    for (let i = 0; i < n; i++) shift += values[members[i]!]! / n;
    for (let i = 0; i < n; i++) values[members[i]!]! -= shift;
    return shift;
  }

  #drawVariance(family: Family): void {
    const squares = family.values.reduce((sum, value) => sum + value * value, 0);
    const shape = (family.values.length - 1) / 2;
    for (let attempt = 0; attempt < 100; attempt++) {
      const variance = squares / 2 / drawGamma(shape, this.#draws);
      if (variance < WIDEST ** 2 && variance > 1e-8) {
        family.variance = variance;
        return;
      }
    }
  }
}

/** Gamma of scale 1 (Marsaglia & Tsang 2000). @param shape above 0 */
function drawGamma(shape: number, draws: Draws): number {
  if (shape < 1) return drawGamma(shape + 1, draws) * draws.uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = draws.normal();
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(draws.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
