/** What hangs at a turn: a sample (0 to 63) of a model, or of the genuine pictures where model is null. */
export interface Hanging {
  readonly model: number | null;
  readonly sample: number;
}

/**
 * What hangs at a turn: a fair coin between genuine and forgery, the models alike. The coin falls by a hash of seed and
 * turn (the finaliser of MurmurHash3), so that drawing the page again changes nothing.
 * @param models How many models there are; without any, everything is genuine.
 */
export function hangings(models: number, seed: number, turn: number): Hanging {
  const forged = models > 0 && uniform(seed, 3 * turn) < 0.5;
  return {
    model: forged ? Math.floor(uniform(seed, 3 * turn + 1) * models) : null,
    sample: Math.floor(uniform(seed, 3 * turn + 2) * 64),
  };
}

/** In [0, 1), by seed and index. */
function uniform(seed: number, index: number): number {
  let h = Math.imul(seed ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}
