import { rngFor, type Rng } from '../../../shared/random.ts';
import { shuffled, turns } from '../../../shared/turns.ts';
import { wallSizeOf } from '../../../shared/domain/room.ts';
import { layoutOf } from '../../../shared/domain/wall.ts';
import type { WallSource } from '../../../shared/protocol/view.ts';
import type { DealtPicture, DealtVariety } from '../../game/picture.ts';
import { spreadOf } from '../likeness.ts';
import type { Dealt, Wish } from '../mode.ts';
import type { Drawn, Shelves } from '../shelves.ts';
import { pixelsOf, wallDealer, type WallWish } from '../walls.ts';

/** Share of lots with a wall of reals, where there are two models; the others set two models side by side. */
export const REAL_SHARE = 0.5;

/** Two walls a lot, of two sources, sides by a fair coin; models take turns. */
export function dealVariety(shelves: Shelves, { settings, seed, exclude }: Wish): Dealt<DealtVariety> {
  const { dataset, models: wanted, lots, oneClass = false } = settings;
  const count = wallSizeOf(settings, 'variety');
  const sources = shelves.sources({ dataset, models: wanted });
  const reals = sources.find(({ kind }) => kind === 'real');
  const models = sources.filter(({ kind }) => kind === 'fake');
  if (!reals || models.length === 0) return { ok: false, needed: count, available: 0 };
  const rng = rngFor(seed, 'variety');
  const model = turns(rng, models.length);
  const drawWall = wallDealer(shelves, dataset, exclude);
  const walls: DealtVariety[] = [];
  for (let lot = 0; lot < lots; lot++) {
    const pair = sourcesOf(rng, reals, models, model);
    const drawn = oneClass
      ? drawOneClass(rng, shelves.classes(dataset), pair, count, drawWall)
      : drawBoth(rng, null, pair, count, drawWall);
    if (!drawn.ok) return { ok: false, needed: count, available: drawn.available };
    const pixels = pixelsOf(shelves, drawn.pictures);
    const [{ width, height }] = drawn.pictures as [DealtPicture];
    walls.push({
      kind: 'variety',
      layout: layoutOf(2, count, width, height),
      pictures: drawn.pictures.map(({ pictureId }) => pictureId),
      left: { ...pair[0], label: drawn.label },
      right: { ...pair[1], label: drawn.label },
      spread: [spreadOf(pixels.slice(0, count), width, height), spreadOf(pixels.slice(count), width, height)],
    });
  }
  return { ok: true, lots: walls };
}

type Sides = readonly [left: WallSource, right: WallSource];

function sourcesOf(rng: Rng, reals: WallSource, models: readonly WallSource[], model: () => number): Sides {
  const first = model();
  const one = models[first]!;
  let other = reals;
  if (models.length > 1 && rng.uniform() >= REAL_SHARE) {
    const second = rng.int(models.length - 1);
    other = models[second < first ? second : second + 1]!;
  }
  return rng.uniform() < 0.5 ? [one, other] : [other, one];
}

type DrawWall = (wish: WallWish) => Drawn;
type BothDrawn = (Extract<Drawn, { ok: true }> & { readonly label: string | null }) | Extract<Drawn, { ok: false }>;

function drawBoth(rng: Rng, label: string | null, sides: Sides, count: number, drawWall: DrawWall): BothDrawn {
  const pictures: DealtPicture[] = [];
  for (const source of sides) {
    const drawn = drawWall({ source, label, count, seed: rng.int(2 ** 31) });
    if (!drawn.ok) return drawn;
    pictures.push(...drawn.pictures);
  }
  return { ok: true, pictures, label };
}

/** Both walls of the first class in a shuffled order that both sources have enough of; of all classes where there is none. */
function drawOneClass(
  rng: Rng,
  classes: readonly string[],
  sides: Sides,
  count: number,
  drawWall: DrawWall,
): BothDrawn {
  for (const k of shuffled(rng, classes.length)) {
    const drawn = drawBoth(rng, classes[k]!, sides, count, drawWall);
    if (drawn.ok) return drawn;
  }
  return drawBoth(rng, null, sides, count, drawWall);
}
