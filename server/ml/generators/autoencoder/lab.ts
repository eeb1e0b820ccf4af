import { z } from 'zod';
import { operation, type Lab, type LabContext } from '../../lab.ts';
import { widestPlane } from '../../numeric/plane.ts';
import { rngFor } from '../../random.ts';
import type { Autoencoder } from './autoencoder.ts';
import { decodedAt, mapOf, readBack, REACH, type LatentPlane } from './latent-plane.ts';

/** Real pictures whose codes are shown. */
const SHOWN = 600;
/** Pictures of each kind in one answer. */
const DRAWN = 10;

interface Seen {
  readonly latent: LatentPlane;
  readonly codes: Float32Array;
}

/** Of each model that is open; encoding the pictures takes a good part of a second. */
const planes = new WeakMap<Autoencoder, Promise<Seen>>();

export const lab: Lab = {
  /** The plane in which the codes of held-out pictures vary most, as a map; a unit is their deviation along each axis. */
  plane: operation(z.object({}), async (model: Autoencoder, _input, context) => {
    const { latent, codes } = await seenBy(model, context);
    const { labels } = context.reals();
    return mapOf(latent, codes, labels, context);
  }),
  /** The picture at a place of the plane. */
  at: operation(
    z.object({ x: z.number().min(-REACH).max(REACH), y: z.number().min(-REACH).max(REACH) }),
    async (model: Autoencoder, { x, y }, context) =>
      decodedAt((await seenBy(model, context)).latent, [[x, y]], context),
  ),
  /** Pictures of codes from anywhere in the box of the training codes, and of codes from the density fitted to them. */
  draw: operation(
    z.object({ seed: z.int().min(0).max(0x7fffffff), anywhere: z.boolean() }),
    async (model: Autoencoder, { seed, anywhere }, context) => {
      const codes = model.drawCodes(
        Array.from({ length: DRAWN }, (_, i) => rngFor(seed, 'lab', i)),
        anywhere,
      );
      return readBack(await model.decode(codes, DRAWN), DRAWN, context);
    },
  ),
};

function seenBy(model: Autoencoder, context: LabContext): Promise<Seen> {
  let seen = planes.get(model);
  if (!seen) {
    seen = look(model, context);
    planes.set(model, seen);
    seen.catch(() => planes.delete(model)); // another time the pictures may be here
  }
  return seen;
}

async function look(model: Autoencoder, context: LabContext): Promise<Seen> {
  const reals = context.reals();
  const n = Math.min(SHOWN, reals.n);
  const codes = await model.encode(reals.images.subarray(0, (n * reals.images.length) / reals.n), n);
  const plane = await widestPlane(codes, codes.length / n);
  return { codes, latent: { plane, unit: plane.spread, decode: (z, count) => model.decode(z, count) } };
}
