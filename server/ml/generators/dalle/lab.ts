import { z } from 'zod';
import { promptRead, shownOf } from '../../captions/lab.ts';
import { operation, picturesOf, type Lab } from '../../lab.ts';
import type { Dalle } from './dalle.ts';

export const lab: Lab = {
  /**
   * All candidates of a prompt, best first, with their tokens, scores and what each shows; and the winner as it looks after each
   * token, the places still to come filled with the tokens of an empty picture.
   */
  write: operation(
    z.object({ prompt: z.string().max(200), seed: z.int().min(0).max(0x7fffffff) }),
    async (model: Dalle, { prompt, seed }, context) => {
      const { header } = context;
      const reading = model.captions.read(prompt);
      const [drawn] = await model.candidates([reading.tokens], { seed });
      const { tokens, images, scores } = drawn!;
      const all = Uint8Array.from(images.flatMap((image) => [...image]));
      const { length, rows, columns } = model.codes.grid;
      const empty = await model.codes.encode(new Uint8Array(images[0]!.length), 1);
      const partial = new Int32Array(length * length);
      for (let k = 0; k < length; k++)
        for (let j = 0; j < length; j++) partial[k * length + j] = j <= k ? tokens[0]![j]! : empty[j]!;
      return {
        read: promptRead(model.captions, reading),
        grid: { rows, columns, codes: model.codes.autoencoder.codes },
        tokens: tokens.map((one) => [...one]),
        scores: scores.map((score) => Math.round(score * 1000) / 1000),
        pictures: picturesOf(all, header.shape),
        shown: await shownOf(model.captions, all, reading, context),
        way: picturesOf(await model.codes.pictures(partial, length), header.shape),
      };
    },
  ),
};
