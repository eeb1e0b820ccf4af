import { z } from 'zod';
import { LabError, operation, picturesOf, type Lab, type LabContext } from '../../lab.ts';
import { widestPlane } from '../../numeric/plane.ts';
import { rngFor } from '../../random.ts';
import { picturesAt } from '../../training/pictures.ts';
import { decodedAt, mapOf, REACH, type LatentPlane } from '../autoencoder/latent-plane.ts';
import type { Vae } from './vae.ts';

const place = z.number().min(-REACH).max(REACH);
const label = z.int().min(0).max(255);

/**
 * How firmly the posterior is held, from the prior (-1) over the encoder's own (0) to narrower than it dares (1): below 0 mean and
 * log-variance go to the prior's, above 0 the deviation shrinks to 1 / e.
 */
const FIRMNESS = Array.from({ length: 21 }, (_, i) => (i - 10) / 10);
/** Draws that each point of the trade is averaged over. */
const DRAWS = 4;

interface Seen {
  readonly latent: LatentPlane;
  readonly codes: Float32Array;
}

/** Of each model that is open, by class. */
const planes = new WeakMap<Vae, Map<number, Promise<Seen>>>();

export const lab: Lab = {
  /** A plane through the prior of a class, along which the codes of held-out pictures vary most; a unit is the prior's deviation. */
  plane: operation(z.object({ label }), async (model: Vae, input, context) => {
    const { latent, codes } = await seenBy(model, input.label, context);
    const labels = Array<number>(codes.length).fill(input.label);
    return mapOf(latent, codes, labels, context);
  }),
  /** The picture at a place of that plane. */
  at: operation(z.object({ label, x: place, y: place }), async (model: Vae, { x, y, ...of }, context) =>
    decodedAt((await seenBy(model, of.label, context)).latent, [[x, y]], context),
  ),
  /** Both parts of the bound on a held-out picture, for posteriors held ever more firmly: what beta trades. */
  trade: operation(
    z.object({ label, nth: z.int().min(0).max(999) }),
    async (model: Vae, { label: wanted, nth }, context) => {
      const reals = context.reals();
      const rows = rowsOf(context, wanted);
      const row = rows[nth % rows.length]!;
      const size = reals.images.length / reals.n;
      const image = reals.images.slice(row * size, (row + 1) * size);
      const grips = FIRMNESS.map((firm) => [1 + Math.min(0, firm), -2 * Math.max(0, firm)] as const);
      const found = await model.bounds.held(
        image,
        reals.labels ? wanted : -1,
        grips,
        (draw) => rngFor('lab', 'trade', row, draw),
        DRAWS,
      );
      return {
        firmness: FIRMNESS,
        reconstruction: found.reconstruction,
        kl: found.kl,
        pictures: picturesOf(
          Uint8Array.from(found.pictures, (mean) => Math.round(255 * mean)),
          context.header.shape,
        ),
        original: picturesOf(image, context.header.shape),
      };
    },
  ),
};

/** Held-out pictures of a class; all where there are no classes. @throws LabError where there is none */
function rowsOf(context: LabContext, wanted: number): number[] {
  const reals = context.reals();
  const rows = Array.from({ length: reals.n }, (_, i) => i).filter((i) => !reals.labels || reals.labels[i] === wanted);
  if (rows.length < 2) throw new LabError(`No real pictures of class ${wanted} hang here; choose another class.`);
  return rows;
}

function seenBy(model: Vae, wanted: number, context: LabContext): Promise<Seen> {
  const known = planes.get(model) ?? new Map<number, Promise<Seen>>();
  planes.set(model, known);
  let seen = known.get(wanted);
  if (!seen) {
    seen = look(model, wanted, context);
    known.set(wanted, seen);
    seen.catch(() => known.delete(wanted)); // another time the pictures may be here
  }
  return seen;
}

async function look(model: Vae, wanted: number, context: LabContext): Promise<Seen> {
  const reals = context.reals();
  const rows = rowsOf(context, wanted);
  const images = picturesAt(reals.images, rows, reals.images.length / reals.n);
  const asked = reals.labels ? wanted : -1;
  const { mu } = await model.encode(images, Array<number>(rows.length).fill(asked), rows.length);
  const widest = await widestPlane(mu, mu.length / rows.length);
  const plane = {
    ...widest,
    middle: Float64Array.from(await model.centreOf(asked)),
  };
  const decode = (codes: Float32Array, n: number): Promise<Float32Array> =>
    model.decode(codes, Array<number>(n).fill(asked), n);
  return { codes: mu, latent: { plane, unit: [1, 1], decode } };
}
