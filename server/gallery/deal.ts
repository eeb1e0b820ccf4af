import { turns } from '../../shared/turns.ts';
import { rngFor } from '../ml/random.ts';
import type { Rng } from '../ml/random.ts';

/** A picture as dealing needs it. */
export interface Hung {
  readonly id: string;
}

/** Pictures of one source, and how many of them are among the excluded. Order matters for repeatability, ids do not. */
export interface Shelf<P extends Hung> {
  readonly pictures: readonly P[];
  readonly excluded: number;
}

/** What may be dealt: reals, and fakes by model. */
export interface Table<P extends Hung> {
  readonly reals: Shelf<P>;
  /** One a model. */
  readonly fakes: readonly Shelf<P>[];
}

export interface Wish {
  readonly count: number;
  readonly seed: number;
  readonly exclude: ReadonlySet<string>;
}

export type Dealt<P> =
  { readonly ok: true; readonly pictures: readonly P[] } | { readonly ok: false; readonly available: number };

/**
 * Draws without replacement: a fair coin for each place says real or fake, and fakes take the models in turn, in an order
 * shuffled anew for each round. Refuses unless any fall of the coins could be served, so that a refusal tells nothing of them.
 */
export function dealFrom<P extends Hung>(table: Table<P>, { count, seed, exclude }: Wish): Dealt<P> {
  const free = ({ pictures, excluded }: Shelf<P>): number => pictures.length - excluded;
  const fakesFree = table.fakes.map(free);
  const available = Math.min(
    free(table.reals),
    fakesFree.reduce((a, b) => a + b, 0),
  );
  if (available < count) return { ok: false, available };

  const rng = rngFor(seed, 'deal');
  const taken = new Set(exclude);
  const round = turns(rng, table.fakes.length);
  const pictures = Array.from({ length: count }, () => {
    if (rng.uniform() < 0.5) return draw(rng, table.reals.pictures, taken)!;
    for (;;) {
      const model = round();
      if (fakesFree[model]! === 0) continue;
      fakesFree[model]!--;
      return draw(rng, table.fakes[model]!.pictures, taken)!;
    }
  });
  return { ok: true, pictures };
}

/** `count` of the pictures without replacement, none of the excluded. Refuses with the number that are free. */
export function drawFrom<P extends Hung>(pictures: readonly P[], { count, seed, exclude }: Wish): Dealt<P> {
  const taken = new Set(exclude);
  const available = pictures.reduce((n, { id }) => n + Number(!taken.has(id)), 0);
  if (available < count) return { ok: false, available };
  const rng = rngFor(seed, 'draw');
  return { ok: true, pictures: Array.from({ length: count }, () => draw(rng, pictures, taken)!) };
}

/** One that is not taken, each with equal chance; it is taken then. Null where all are. */
function draw<P extends Hung>(rng: Rng, pictures: readonly P[], taken: Set<string>): P | null {
  const take = (picture: P): P => {
    taken.add(picture.id);
    return picture;
  };
  for (let attempt = 0; attempt < 8; attempt++) {
    const picture = pictures[rng.int(pictures.length)];
    if (picture && !taken.has(picture.id)) return take(picture);
  }
  const left = pictures.filter(({ id }) => !taken.has(id));
  return left.length === 0 ? null : take(left[rng.int(left.length)]!);
}
