import { rngFor } from '../../../shared/random.ts';
import { turns } from '../../../shared/turns.ts';
import { wallSizeOf } from '../../../shared/domain/room.ts';
import { layoutOf, type Pair } from '../../../shared/domain/wall.ts';
import type { DealtPicture, DealtTwins } from '../../game/picture.ts';
import { closestPair, rmsDistance } from '../likeness.ts';
import type { Dealt, Wish } from '../mode.ts';
import type { Shelves } from '../shelves.ts';
import { pixelsOf, wallDealer } from '../walls.ts';

/** Shares of walls: reals with planted twins, reals as they are; the rest are of models, in turn. Players may be told. */
export const PLANTED_SHARE = 0.3;
export const REAL_SHARE = 0.3;

/**
 * One wall a lot, each by a coin of its own, so that nobody gains by counting. Twins are planted among reals alone: on a
 * model's wall, a planted pair would compete with what is measured there.
 */
export function dealTwins(shelves: Shelves, { settings, seed, exclude }: Wish): Dealt<DealtTwins> {
  const { dataset, models: wanted, lots } = settings;
  const size = wallSizeOf(settings, 'twins');
  const sources = shelves.sources({ dataset, models: wanted });
  const reals = sources.find(({ kind }) => kind === 'real');
  const models = sources.filter(({ kind }) => kind === 'fake');
  if (!reals || models.length === 0) return { ok: false, needed: size, available: 0 };
  const rng = rngFor(seed, 'twins');
  const model = turns(rng, models.length);
  const drawWall = wallDealer(shelves, dataset, exclude);
  const walls: DealtTwins[] = [];
  for (let lot = 0; lot < lots; lot++) {
    const coin = rng.uniform();
    const planted = coin < PLANTED_SHARE;
    const source = coin < PLANTED_SHARE + REAL_SHARE ? reals : models[model()]!;
    const drawn = drawWall({ source, label: null, count: size, seed: rng.int(2 ** 31) });
    if (!drawn.ok) return { ok: false, needed: size, available: drawn.available };
    const twins: Pair = [0, 1];
    const pictures = [...drawn.pictures];
    const places = planted ? plant(shelves, pictures, rng.int(size), rng.int(size - 1), rng.int(2 ** 31)) : twins;
    const pixels = pixelsOf(shelves, pictures);
    const nearest = planted
      ? { pair: places, distance: rmsDistance(pixels[places[0]]!, pixels[places[1]]!) }
      : closestPair(pixels);
    const [{ width, height }] = pictures as [DealtPicture];
    walls.push({
      kind: 'twins',
      layout: layoutOf(1, size, width, height),
      pictures: pictures.map(({ pictureId }) => pictureId),
      source,
      planted,
      ...nearest,
    });
  }
  return { ok: true, lots: walls };
}

/** Puts a twin of the picture at `of` over another one. `skip` chooses which of the others. */
function plant(shelves: Shelves, pictures: DealtPicture[], of: number, skip: number, seed: number): Pair {
  const over = skip < of ? skip : skip + 1;
  pictures[over] = shelves.twin(pictures[of]!, seed);
  return of < over ? [of, over] : [over, of];
}
