import type { Rng } from '../../random.ts';
import { rngFor, rngFrom } from '../../random.ts';
import type { Allograph, Chance } from './allograph.ts';
import type { Path } from './curve.ts';
import { emptyPath, sampleStrokes } from './curve.ts';
import { allographsOf } from './digits/index.ts';
import { scanPath, SIDE } from './scan.ts';

/** What a drawing was made from: the true latent factors. */
export interface StrokeFactors {
  /** 0 to 9. */
  readonly label: number;
  /** Name of the way of writing, among those of the digit. */
  readonly allograph: string;
  /** Width of the line in pixels, 1 to 6. */
  readonly thickness: number;
  /** Tangent of the lean, positive to the right. */
  readonly slant: number;
  /** Radians, positive clockwise. */
  readonly rotation: number;
  /** Width against the digit's usual width. */
  readonly aspect: number;
  /** Longest side in pixels, 8 to 20. */
  readonly size: number;
  /** How far control points stray, 1 for an average hand. */
  readonly looseness: number;
  /** How far the digit bends smoothly out of shape, as a share of its height. */
  readonly bend: number;
  /** Share by which the line swells and thins, 0 to 1. */
  readonly pressure: number;
  /** Share of the line that takes ink, 0 to 1. */
  readonly ink: number;
  /** Scanner dots to a pixel, 1.5 to 4. */
  readonly resolution: number;
}

export interface Drawing {
  /** Grey values, row-major. [28 x 28] */
  readonly image: Uint8Array;
  readonly label: number;
  readonly factors: StrokeFactors;
}

/**
 * Draws one digit by hand, so to speak.
 *
 * The picture depends on (seed, index, overrides) alone, and overriding a factor leaves the others as they were.
 *
 * @throws RangeError if an overridden factor lies outside its range
 */
export function drawStroke(seed: number | string, index: number, overrides: Partial<StrokeFactors> = {}): Drawing {
  const image = new Uint8Array(SIDE * SIDE);
  const given = Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
  check(given);
  const factors = drawInto(streamOf(seed), index, image, 0, given);
  return { image, label: factors.label, factors };
}

/** The part of the random state that a seed fixes; the index is the rest, so no two drawings share a stream. */
export interface SeedWords {
  readonly a: number;
  readonly b: number;
}

export function streamOf(seed: number | string): SeedWords {
  const [a, b] = rngFor('strokes', seed).state().words;
  return { a, b };
}

const path: Path = emptyPath();
const NONE: Partial<StrokeFactors> = {};

/** As {@link drawStroke}, into `target` from `offset` on; the overrides are taken to be in range. */
export function drawInto(
  seed: SeedWords,
  index: number,
  target: Uint8Array,
  offset: number,
  overrides: Partial<StrokeFactors> = NONE,
): StrokeFactors {
  const rng = rngFrom({ words: [seed.a, seed.b, index >>> 0, 1], spare: null });
  for (let k = 0; k < 16; k++) rng.uniform(); // until the index has spread over all words
  const { factors, allograph } = chooseFactors(rng, overrides);
  const grain = rng.int(0x100000000) | 0;
  const bends = Array.from({ length: 6 }, () => rng.uniform());
  const { looseness } = factors;
  const chance: Chance = {
    vary: (mean, sd) => mean + sd * looseness * cut(rng.normal(), 2.2),
    maybe: (p) => rng.uniform() < p,
  };
  sampleStrokes(allograph.draw(chance), path);
  deform(path, factors, bends);
  scanPath(path, { ...factors, grain }, target, offset);
  return factors;
}

/** Where each measured factor may lie, both ends included. */
const RANGES = {
  label: [0, 9],
  thickness: [1, 6],
  slant: [-1.5, 1.5],
  rotation: [-Math.PI, Math.PI],
  aspect: [0.25, 4],
  size: [8, 20],
  looseness: [0, 4],
  bend: [0, 0.2],
  pressure: [0, 1],
  ink: [0.1, 1],
  resolution: [1.5, 4],
} as const;

function check(overrides: Partial<StrokeFactors>): void {
  for (const [name, [low, high]] of Object.entries(RANGES)) {
    const value = overrides[name as keyof typeof RANGES];
    if (value === undefined) continue;
    if (!(value >= low && value <= high)) {
      throw new RangeError(
        `The factor '${name}' of a drawn digit should lie between ${low} and ${high} but is ${value}.`,
      );
    }
    if (name === 'label' && !Number.isInteger(value)) {
      throw new RangeError(`The factor 'label' of a drawn digit should be a whole number but is ${value}.`);
    }
  }
}

function chooseFactors(rng: Rng, overrides: Partial<StrokeFactors>): { factors: StrokeFactors; allograph: Allograph } {
  const anyLabel = rng.int(10); // drawn in any case, so that what follows stays the same
  const label = overrides.label ?? anyLabel;
  const share = rng.uniform();
  const within = (low: number, value: number, high: number): number => Math.max(low, Math.min(high, value));
  const drawn = {
    thickness: within(1.1, 2.43 * Math.exp(0.28 * rng.normal()), 5),
    slant: 0.17 + 0.26 * cut(rng.normal(), 2.5),
    rotation: 0.07 * cut(rng.normal(), 2.5),
    aspect: 1.08 * Math.exp(0.18 * cut(rng.normal(), 2.5)),
    size: 20 - Math.max(0, 0.5 * cut(rng.normal(), 3) - 0.4),
    looseness: Math.exp(0.35 * cut(rng.normal(), 2.2)),
    bend: 0.035 * Math.abs(cut(rng.normal(), 2.5)),
    pressure: 0.12 * Math.abs(cut(rng.normal(), 2.5)),
    ink: within(0.5, 1.04 - (rng.uniform() < 0.015 ? 0.2 : 0.03) * Math.abs(rng.normal()), 1),
    resolution: 1.7 + 1.6 * rng.uniform(),
  };
  const known = allographsOf[label]!;
  const allograph = overrides.allograph === undefined ? pick(known, share) : named(known, overrides.allograph, label);
  return { factors: { ...drawn, ...overrides, label, allograph: allograph.name }, allograph };
}

function pick(allographs: readonly Allograph[], share: number): Allograph {
  let left = share * allographs.reduce((sum, { weight }) => sum + weight, 0);
  for (const allograph of allographs) if ((left -= allograph.weight) < 0) return allograph;
  return allographs[0]!;
}

function named(allographs: readonly Allograph[], name: string, label: number): Allograph {
  const found = allographs.find((allograph) => allograph.name === name);
  if (found) return found;
  throw new RangeError(
    `The digit ${label} is written ${allographs.map((a) => `'${a.name}'`).join(', ')} but not '${name}'.`,
  );
}

/** Bends the path by two slow waves, then makes it wider, leans it over and turns it. */
function deform({ xy, n }: Path, { bend, aspect, slant, rotation }: StrokeFactors, bends: readonly number[]): void {
  const cos = Math.cos(rotation);
  const sin = Math.sin(rotation);
  const phaseX = bends[0]! * 2 * Math.PI;
  const phaseY = bends[1]! * 2 * Math.PI;
  const [fx, fy, gx, gy] = bends.slice(2).map((u) => 10 * (u - 0.5)) as [number, number, number, number];
  for (let i = 0; i < n; i++) {
    const x = xy[2 * i]!;
    const y = xy[2 * i + 1]!;
    const bx = x + bend * Math.sin(phaseX + fx * x + fy * y);
    const by = y + bend * Math.sin(phaseY + gx * x + gy * y);
    const leaning = bx * aspect - slant * (by - 0.5);
    xy[2 * i] = leaning * cos - by * sin;
    xy[2 * i + 1] = leaning * sin + by * cos;
  }
}

function cut(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}
