/**
 * Seeded random numbers for data, training and sampling.
 *
 * sfc32 (Chris Doty-Humphrey, PractRand) seeded by splitmix32 from a string or number, so that streams named
 * differently are independent: `rngFor(seed, 'sample', index)` makes every sample reproducible on its own.
 */
export interface Rng {
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number;
  /** Standard normal (Box-Muller, both values used). */
  normal(): number;
  /** Integer in [0, n). */
  int(n: number): number;
  /** State as four 32-bit words and the spare normal, for checkpoints. */
  state(): RngState;
}

export interface RngState {
  readonly words: readonly [number, number, number, number];
  readonly spare: number | null;
}

/** A generator for one purpose; equal arguments give equal streams, unequal ones independent streams. */
export function rngFor(...key: ReadonlyArray<string | number>): Rng {
  let hash = 0x811c9dc5; // FNV-1a over the key, then splitmix32 for the four words
  for (const ch of key.join('\u0000')) hash = Math.imul(hash ^ ch.codePointAt(0)!, 0x01000193);
  const word = (): number => {
    hash = (hash + 0x9e3779b9) | 0;
    let z = hash ^ (hash >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  const rng = rngFrom({ words: [word(), word(), word(), 1], spare: null });
  for (let i = 0; i < 12; i++) rng.uniform();
  return rng;
}

/** Continues a stream from a saved state. */
export function rngFrom(state: RngState): Rng {
  let [a, b, c, counter] = state.words;
  let spare = state.spare;
  const uniform = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  return {
    uniform,
    normal() {
      if (spare !== null) {
        const value = spare;
        spare = null;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    int: (n) => Math.floor(uniform() * n),
    state: () => ({ words: [a >>> 0, b >>> 0, c >>> 0, counter >>> 0], spare }),
  };
}
