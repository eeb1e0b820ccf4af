import { rngFor } from '../../../shared/random.ts';
import type { Rng } from '../../../shared/random.ts';
import { Adam, backward, forward, newNetwork, penalise } from './network.ts';
import type { Network } from './network.ts';

/** How the two networks play. */
export interface Rules {
  /** Weight of the gradient penalties on real and made points; 0 leaves the judge free. */
  readonly gamma: number;
  /** Moves of the forger for each of the judge. */
  readonly forgerMoves: number;
}

/** Balanced, as the shipped model is trained; and one that collapses: no penalty, a forger that exploits a standing judge. */
export const FAIR: Rules = { gamma: 0.05, forgerMoves: 1 };
export const COLLAPSING: Rules = { gamma: 0, forgerMoves: 40 };

/** Clumps of real points, in a ring. */
export const CLUMPS = 8;
const RADIUS = 1.6;
const WIDTH = 0.09;
const BATCH = 48;
const LATENT = 2;
const RATE = 3e-3;

/** What the last round of a game was like. */
export interface Score {
  readonly round: number;
  /** Share of pairs in which the judge gives the real point the higher score; one half is a judge that is fooled. */
  readonly right: number;
}

export const centreOf = (clump: number): readonly [number, number] => [
  RADIUS * Math.cos((2 * Math.PI * clump) / CLUMPS),
  RADIUS * Math.sin((2 * Math.PI * clump) / CLUMPS),
];

/** A forger and a judge on the plane, played move by move. Owns both networks. */
export class Duel {
  readonly #forger: Network;
  readonly #judge: Network;
  readonly #forgerSteps: Adam;
  readonly #judgeSteps: Adam;
  readonly #rng: Rng;
  #round = 0;

  constructor(seed: number) {
    this.#forger = newNetwork([LATENT, 24, 24, 2], rngFor(seed, 'forger'));
    this.#judge = newNetwork([2, 24, 24, 1], rngFor(seed, 'judge'));
    this.#forgerSteps = new Adam(this.#forger.weights.length);
    this.#judgeSteps = new Adam(this.#judge.weights.length);
    this.#rng = rngFor(seed, 'game');
  }

  /** One move of the judge, then those of the forger; relativistic pairs, as the shipped model plays (Jolicoeur-Martineau 2019). */
  play({ gamma, forgerMoves }: Rules): Score {
    const real = this.#real();
    const made = forward(this.#forger, this.#noise(BATCH)).layers.at(-1)!;
    const [onReal, onFake] = [forward(this.#judge, real), forward(this.#judge, made)];
    const [r, f] = [onReal.layers.at(-1)!, onFake.layers.at(-1)!];
    const gradient = new Float64Array(this.#judge.weights.length);
    const slope = Float64Array.from(r, (score, i) => -sigmoid(f[i]! - score) / BATCH); // of softplus(f - r), by r
    backward(this.#judge, onReal, slope, gradient);
    backward(
      this.#judge,
      onFake,
      slope.map((value) => -value),
      gradient,
    );
    if (gamma > 0) {
      penalise(this.#judge, onReal, gamma, gradient);
      penalise(this.#judge, onFake, gamma, gradient);
    }
    this.#judgeSteps.descend(this.#judge.weights, gradient, RATE);
    for (let move = 0; move < forgerMoves; move++) this.#forge(real);
    const right = r.reduce((sum, score, i) => sum + Number(score > f[i]!), 0) / BATCH;
    return { round: ++this.#round, right };
  }

  #forge(real: Float64Array): void {
    const pass = forward(this.#forger, this.#noise(BATCH));
    const judged = forward(this.#judge, pass.layers.at(-1)!);
    const onReal = forward(this.#judge, real).layers.at(-1)!;
    const scores = judged.layers.at(-1)!;
    const slope = Float64Array.from(scores, (score, i) => -sigmoid(onReal[i]! - score) / BATCH); // of softplus(r - f), by f
    const byPoint = backward(this.#judge, judged, slope, new Float64Array(this.#judge.weights.length));
    const gradient = new Float64Array(this.#forger.weights.length);
    backward(this.#forger, pass, byPoint, gradient);
    this.#forgerSteps.descend(this.#forger.weights, gradient, RATE);
  }

  /** Points the forger makes of always the same noise. [n, 2] */
  made(n: number, seed: number): Float64Array {
    const rng = rngFor(seed, 'shown');
    return forward(
      this.#forger,
      Float64Array.from({ length: n * LATENT }, () => rng.normal()),
    ).layers.at(-1)!;
  }

  /** Scores of the judge for points [n, 2]: the higher, the more genuine. [n] */
  scores(points: Float64Array): Float64Array {
    return forward(this.#judge, points).layers.at(-1)!;
  }

  #noise(n: number): Float64Array {
    return Float64Array.from({ length: n * LATENT }, () => this.#rng.normal());
  }

  #real(): Float64Array {
    return realPoints(BATCH, this.#rng);
  }
}

/** Points of the clumps, all equally likely. [n, 2] */
export function realPoints(n: number, rng: Rng): Float64Array {
  const points = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    const [x, y] = centreOf(rng.int(CLUMPS));
    points.set([x + WIDTH * rng.normal(), y + WIDTH * rng.normal()], 2 * i);
  }
  return points;
}

/** How many of the points lie with each clump (within five widths of its centre), and how many with none. */
export function reached(points: Float64Array): { readonly counts: readonly number[]; readonly astray: number } {
  const counts = new Array<number>(CLUMPS).fill(0);
  let astray = 0;
  for (let i = 0; i < points.length; i += 2) {
    const near = counts.findIndex((_, c) => {
      const [x, y] = centreOf(c);
      return Math.hypot(points[i]! - x, points[i + 1]! - y) < 5 * WIDTH;
    });
    if (near < 0) astray++;
    else counts[near]!++;
  }
  return { counts, astray };
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
