import { z } from 'zod';
import { LabError, operation, picturesOf, type Lab, type LabContext } from '../../lab.ts';
import { rngFor } from '../../random.ts';
import { PIXELS_A_TOKEN } from './codes.ts';
import type { Dvae } from './dvae.ts';
import { perplexityOf } from './measures.ts';

/** Pictures that the prior writes for one answer; always as many, so that one graph does. */
const WRITTEN = 4;
/** Real pictures that the codebook is shown with. */
const READ = 500;

const tokenList = z.array(z.int().min(0).max(511)).max(256);

export const lab: Lab = {
  /** A held-out real picture of a class, its tokens, and the picture they decode to. */
  read: operation(
    z.object({ label: z.int().min(0).max(255), nth: z.int().min(0).max(999) }),
    async (model: Dvae, { label, nth }, context) => {
      const image = realOf(context, label, nth);
      const tokens = await model.autoencoder.encode(image, 1);
      return { ...gridOf(model), tokens: [...tokens], pictures: await pictures(model, tokens, context, image) };
    },
  ),
  /** The picture of a grid of tokens. */
  decode: operation(z.object({ tokens: tokenList }), async (model: Dvae, { tokens }, context) => {
    const { length } = model.autoencoder.grid;
    if (tokens.length !== length)
      throw new LabError(`A grid of ${length} tokens is expected but ${tokens.length} came.`);
    return { pictures: await pictures(model, checked(model, tokens), context) };
  }),
  /** The codebook: the patch that each code stands for on average, and how often it is used, over held-out pictures. */
  codebook: operation(z.object({}), async (model: Dvae, _input, context) => {
    const reals = context.reals();
    const n = Math.min(READ, reals.n);
    const tokens = await model.autoencoder.encode(reals.images.subarray(0, n * sizeOf(context)), n);
    const { patches, counts } = patchesOf(model, tokens, reals.images, context);
    const { channels } = context.header.shape;
    return {
      pictures: picturesOf(patches, { height: PIXELS_A_TOKEN, width: PIXELS_A_TOKEN, channels }),
      shares: Array.from(counts, (count) => count / tokens.length),
      perplexity: perplexityOf(counts),
    };
  }),
  /** Grids that the prior writes: the first tokens given, the others drawn. */
  write: operation(
    z.object({
      label: z.int().min(0).max(255),
      seed: z.int().min(0).max(0x7fffffff),
      temperature: z.number().min(0.05).max(3),
      given: tokenList.default([]),
    }),
    async (model: Dvae, { label, seed, temperature, given }, context) => {
      const { length } = model.autoencoder.grid;
      const { classes } = context.header.shape;
      if (given.length > length) throw new LabError(`At most ${length} tokens can be given but ${given.length} came.`);
      if (label > 0 && label >= classes)
        throw new LabError(`The class should be below ${Math.max(1, classes)} but is ${label}.`);
      const first = checked(model, given);
      const tokens = await model.prior.sample(
        new Int32Array(WRITTEN).fill(label),
        Array.from({ length: WRITTEN }, (_, i) => rngFor(seed, 'lab', i)),
        { temperature, topP: 1 },
        { given: Int32Array.from({ length: WRITTEN * first.length }, (_, i) => first[i % first.length]!) },
      );
      const grids = Array.from({ length: WRITTEN }, (_, i) => [...tokens.subarray(i * length, (i + 1) * length)]);
      return { ...gridOf(model), tokens: grids, pictures: await pictures(model, tokens, context) };
    },
  ),
};

function gridOf(model: Dvae): { rows: number; columns: number; codes: number } {
  const { rows, columns } = model.autoencoder.grid;
  return { rows, columns, codes: model.autoencoder.codes };
}

const sizeOf = ({ header: { shape } }: LabContext): number => shape.height * shape.width * shape.channels;

/** @throws LabError for a token that is not in the codebook */
function checked(model: Dvae, tokens: readonly number[]): Int32Array {
  const { codes } = model.autoencoder;
  const wrong = tokens.find((token) => token >= codes);
  if (wrong !== undefined)
    throw new LabError(`The codebook has the tokens 0 to ${codes - 1}; ${wrong} is none of them.`);
  return Int32Array.from(tokens);
}

/** The n-th held-out picture of a class, around the end. @throws LabError where there is none */
function realOf(context: LabContext, label: number, nth: number): Uint8Array {
  const reals = context.reals();
  const rows = Array.from({ length: reals.n }, (_, i) => i).filter((i) => !reals.labels || reals.labels[i] === label);
  if (rows.length === 0) throw new LabError(`No real picture of class ${label} hangs here; choose another class.`);
  const row = rows[nth % rows.length]!;
  return reals.images.slice(row * sizeOf(context), (row + 1) * sizeOf(context));
}

/** @param before pictures to put first */
async function pictures(model: Dvae, tokens: Int32Array, context: LabContext, before: Uint8Array = new Uint8Array(0)) {
  const means = await model.autoencoder.decode(tokens, tokens.length / model.autoencoder.grid.length);
  const all = new Uint8Array(before.length + means.length);
  all.set(before);
  all.set(
    means.map((mean) => Math.round(255 * mean)),
    before.length,
  );
  return picturesOf(all, context.header.shape);
}

/** Mean patch and number of uses of each code; a code that is not used gets a black patch. */
function patchesOf(
  model: Dvae,
  tokens: Int32Array,
  images: Uint8Array,
  { header }: LabContext,
): { patches: Uint8Array; counts: Float64Array } {
  const { width, channels } = header.shape;
  const { columns, length } = model.autoencoder.grid;
  const p = PIXELS_A_TOKEN;
  const size = p * p * channels;
  const sums = new Float64Array(model.autoencoder.codes * size);
  const counts = new Float64Array(model.autoencoder.codes);
  const picture = length * size; // the grid covers the picture
  tokens.forEach((token, i) => {
    const [image, cell] = [Math.floor(i / length), i % length];
    const [top, left] = [Math.floor(cell / columns) * p, (cell % columns) * p];
    counts[token]!++;
    for (let y = 0; y < p; y++) {
      for (let x = 0; x < p * channels; x++) {
        sums[token * size + y * p * channels + x]! +=
          images[image * picture + ((top + y) * width + left) * channels + x]!;
      }
    }
  });
  return { patches: Uint8Array.from(sums, (sum, j) => sum / Math.max(1, counts[Math.floor(j / size)]!)), counts };
}
