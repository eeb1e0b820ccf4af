import { choleskyOf, inverseOf, solveCholesky } from '../numeric/linear.ts';
import { hazard, logNormalCdf } from '../numeric/normal.ts';

/** Standard deviations of the random effects. */
export interface Spreads {
  readonly bias: number;
  readonly skill: number;
  readonly image: number;
}

/** Judgments by number. All arrays [rows] */
export interface Judgments {
  readonly players: number;
  readonly images: number;
  readonly models: number;
  readonly player: Int32Array;
  readonly image: Int32Array;
  /** -1 for a real. */
  readonly model: Int32Array;
  readonly calledFake: Uint8Array;
}

interface System {
  /** Minus second derivatives of each image effect. [images] */
  readonly diagonal: Float64Array;
  readonly slopes: Float64Array;
  /** Schur complement after the images are taken out. [rest, rest] */
  readonly schur: Float64Array;
  readonly restSlopes: Float64Array;
  readonly objective: number;
}

/**
 * The joint mode of fixed and random effects of a probit with crossed players and images, for given spreads. Newton's method; each
 * image meets only the players who saw it, so images are eliminated first and what is left is small and dense.
 *
 * Rest of the effects, in order: bias of each player, skill of each player, intercept, d' of each model.
 */
export class PenalisedProbit {
  readonly #data: Judgments;
  readonly #rowsOfImage: number[][];
  readonly #rest: number;
  #images: Float64Array;
  #effects: Float64Array;
  #inverse: Float64Array = new Float64Array(0);
  #system: System | null = null;

  constructor(data: Judgments) {
    this.#data = data;
    this.#rest = 2 * data.players + 1 + data.models;
    this.#images = new Float64Array(data.images);
    this.#effects = new Float64Array(this.#rest);
    this.#rowsOfImage = Array.from({ length: data.images }, () => []);
    data.image.forEach((i, row) => this.#rowsOfImage[i]!.push(row));
  }

  /** Moves to the mode at these spreads, from where it stands. */
  settle(spreads: Spreads): void {
    for (let step = 0; step < 100; step++) {
      const system = this.#build(spreads);
      const l = choleskyOf(system.schur, this.#rest);
      const move = solveCholesky(l, this.#rest, system.restSlopes);
      const imageMove = this.#imageMove(system, move);
      const [images, effects] = [this.#images, this.#effects];
      let scale = 1;
      do {
        this.#images = images.map((value, i) => value + scale * imageMove[i]!);
        this.#effects = effects.map((value, i) => value + scale * move[i]!);
        scale /= 2;
      } while (this.#objective(spreads) < system.objective - 1e-9 && scale > 1e-6);
      if (move.every((each) => Math.abs(each) < 1e-7) && imageMove.every((each) => Math.abs(each) < 1e-7)) break;
    }
    this.#system = this.#build(spreads);
    this.#inverse = inverseOf(this.#system.schur, this.#rest);
  }

  /** Spreads at which the sums of squares are what they are expected to be: sum of squares / effective number of effects. */
  schall(spreads: Spreads, least: number): Spreads {
    const { players, images } = this.#data;
    const update = (values: Float64Array, variances: ArrayLike<number>, spread: number): number => {
      let squares = 0;
      let free = values.length;
      for (let i = 0; i < values.length; i++) {
        squares += values[i]! ** 2;
        free -= variances[i]! / spread ** 2;
      }
      return Math.max(least, Math.sqrt(squares / Math.max(1e-6, free)));
    };
    const diagonal = (from: number): Float64Array =>
      Float64Array.from({ length: players }, (_, p) => this.#inverse[(from + p) * this.#rest + from + p]!);
    const imageVariances = Float64Array.from({ length: images }, (_, i) => this.#imageVariance(i));
    return {
      bias: update(this.#effects.subarray(0, players), diagonal(0), spreads.bias),
      skill: update(this.#effects.subarray(players, 2 * players), diagonal(players), spreads.skill),
      image: update(this.#images, imageVariances, spreads.image),
    };
  }

  get intercept(): number {
    return this.#effects[2 * this.#data.players]!;
  }

  model(m: number): { value: number; se: number } {
    const at = 2 * this.#data.players + 1 + m;
    return { value: this.#effects[at]!, se: Math.sqrt(this.#inverse[at * this.#rest + at]!) };
  }

  playerEffects(p: number): { bias: number; skill: number } {
    return { bias: this.#effects[p]!, skill: this.#effects[this.#data.players + p]! };
  }

  imageEffect(i: number): number {
    return this.#images[i]!;
  }

  /** Places of the rest of the effects that a row reads. */
  #places(row: number): number[] {
    const { player, players, model } = this.#data;
    const intercept = 2 * players;
    const p = player[row]!;
    const m = model[row]!;
    return m < 0 ? [p, intercept] : [p, players + p, intercept, intercept + 1 + m];
  }

  #eta(row: number): number {
    let eta = this.#images[this.#data.image[row]!]!;
    for (const at of this.#places(row)) eta += this.#effects[at]!;
    return eta;
  }

  #objective(spreads: Spreads): number {
    const { calledFake, players } = this.#data;
    let sum = 0;
    for (let row = 0; row < calledFake.length; row++) sum += logNormalCdf((calledFake[row] ? 1 : -1) * this.#eta(row));
    for (let p = 0; p < players; p++)
      sum -= 0.5 * ((this.#effects[p]! / spreads.bias) ** 2 + (this.#effects[players + p]! / spreads.skill) ** 2);
    for (const value of this.#images) sum -= 0.5 * (value / spreads.image) ** 2;
    return sum;
  }

  #build(spreads: Spreads): System {
    const { players, images, calledFake } = this.#data;
    const n = this.#rest;
    const schur = new Float64Array(n * n);
    const restSlopes = new Float64Array(n);
    const diagonal = new Float64Array(images).fill(1 / spreads.image ** 2);
    const slopes = this.#images.map((value) => -value / spreads.image ** 2);
    for (let p = 0; p < 2 * players; p++) {
      const precision = 1 / (p < players ? spreads.bias : spreads.skill) ** 2;
      schur[p * n + p] = precision;
      restSlopes[p] = -this.#effects[p]! * precision;
    }
    const coupling = new Float64Array(n);
    for (let i = 0; i < images; i++) {
      const touched = new Set<number>();
      for (const row of this.#rowsOfImage[i]!) {
        const sign = calledFake[row] ? 1 : -1;
        const eta = sign * this.#eta(row);
        const steep = hazard(eta);
        const weight = steep * (steep + eta);
        const slope = sign * steep;
        diagonal[i]! += weight;
        slopes[i]! += slope;
        const places = this.#places(row);
        for (const a of places) {
          restSlopes[a]! += slope;
          coupling[a]! += weight;
          touched.add(a);
          for (const b of places) schur[a * n + b]! += weight;
        }
      }
      for (const a of touched) {
        restSlopes[a]! -= (coupling[a]! / diagonal[i]!) * slopes[i]!;
        for (const b of touched) schur[a * n + b]! -= (coupling[a]! * coupling[b]!) / diagonal[i]!;
      }
      for (const a of touched) coupling[a] = 0;
    }
    return { diagonal, slopes, schur, restSlopes, objective: this.#objective(spreads) };
  }

  /** Image steps that go with a step of the rest. */
  #imageMove({ diagonal, slopes }: System, move: Float64Array): Float64Array {
    return Float64Array.from(diagonal, (own, i) => {
      let sum = slopes[i]!;
      for (const [at, weight] of this.#couplings(i)) sum -= weight * move[at]!;
      return sum / own;
    });
  }

  #couplings(i: number): Map<number, number> {
    const couplings = new Map<number, number>();
    for (const row of this.#rowsOfImage[i]!) {
      const eta = (this.#data.calledFake[row] ? 1 : -1) * this.#eta(row);
      const steep = hazard(eta);
      for (const at of this.#places(row)) couplings.set(at, (couplings.get(at) ?? 0) + steep * (steep + eta));
    }
    return couplings;
  }

  #imageVariance(i: number): number {
    const own = this.#system!.diagonal[i]!;
    const couplings = [...this.#couplings(i)];
    let sum = 0;
    for (const [a, x] of couplings) for (const [b, y] of couplings) sum += x * y * this.#inverse[a * this.#rest + b]!;
    return 1 / own + sum / own ** 2;
  }
}
