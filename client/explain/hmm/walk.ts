import { rngFor } from '../../../shared/random.ts';
import type { Rng } from '../../../shared/random.ts';
import { bytesOf } from '../parts/bytes.ts';
import type { PictureData } from '../parts/bytes.ts';

/** As the server's `chain` answers. */
export interface ChainAnswer {
  readonly bands: number;
  readonly shapes: number;
  readonly reach: number;
  readonly scan: 'rows' | 'columns';
  readonly shape: { readonly height: number; readonly width: number; readonly channels: 1 | 3 };
  readonly length: number;
  readonly d: number;
  readonly means: string;
  readonly parts: number;
  readonly initial: string;
  readonly steps: string;
  readonly width: number;
}

/** A chain to walk. */
export interface WalkingChain extends Omit<ChainAnswer, 'means' | 'initial' | 'steps'> {
  /** What each state expects of its line, 0 to 255. [states, d] */
  readonly lines: Uint8Array;
  readonly start: Uint16Array;
  /** [states, width] */
  readonly next: Uint16Array;
}

/** A state that may come next. */
export interface Proposal {
  readonly state: number;
  readonly probability: number;
}

export function chainOf({ means, initial, steps, ...rest }: ChainAnswer): WalkingChain {
  return {
    ...rest,
    lines: bytesOf(means),
    start: new Uint16Array(bytesOf(initial).buffer),
    next: new Uint16Array(bytesOf(steps).buffer),
  };
}

/** What may follow a path, most probable first; probabilities sum to 1. */
export function proposals(chain: WalkingChain, path: readonly number[]): Proposal[] {
  const from = path.at(-1);
  const weights: [number, number][] =
    from === undefined
      ? Array.from(chain.start, (weight, state) => [state, weight])
      : Array.from(chain.next.subarray(from * chain.width, (from + 1) * chain.width), (weight, c) => [
          Math.floor(from / chain.shapes) * chain.shapes + c,
          weight,
        ]);
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  return weights
    .filter(([, weight]) => weight > 0)
    .map(([state, weight]) => ({ state, probability: weight / total }))
    .sort((a, b) => b.probability - a.probability);
}

/** One of the proposals, by its probability. */
export function drawNext(choices: readonly Proposal[], rng: Rng): number {
  let left = rng.uniform();
  for (const { state, probability } of choices) {
    left -= probability;
    if (left < 0) return state;
  }
  return choices.at(-1)!.state;
}

/** A path and one state more, drawn by its probability. @param walk which of many walks; the same one draws the same */
export function oneFurther(chain: WalkingChain, path: readonly number[], walk: number): readonly number[] {
  return [...path, drawNext(proposals(chain, path), rngFor('walk', walk, path.length))];
}

/** The beginning of a walk. @param share of the lines that are written */
export function walkTo(chain: WalkingChain, share: number, walk: number): readonly number[] {
  let path: readonly number[] = [];
  while (path.length < Math.round(share * chain.length)) path = oneFurther(chain, path, walk);
  return path;
}

/** The line of a state as a picture of one row. */
export function lineOf({ lines, d, shape }: WalkingChain, state: number): PictureData {
  return {
    pixels: lines.subarray(state * d, (state + 1) * d),
    height: 1,
    width: d / shape.channels,
    channels: shape.channels,
  };
}

/** The picture that a path writes; lines after its end stay black. */
export function pictureOf(chain: WalkingChain, path: readonly number[]): PictureData {
  const { lines, d, shape, scan } = chain;
  const { height, width, channels } = shape;
  const pixels = new Uint8Array(height * width * channels);
  path.forEach((state, t) => {
    for (let j = 0; j < d; j++) {
      const along = Math.floor(j / channels);
      const [y, x] = scan === 'rows' ? [t, along] : [along, t];
      pixels[(y * width + x) * channels + (j % channels)] = lines[state * d + j]!;
    }
  });
  return { pixels, height, width, channels };
}
