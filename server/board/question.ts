import { z } from 'zod';
import {
  boardAnalysis,
  boardFilter,
  judgmentRows,
  rowsQuery,
  wallRows,
  wallsQuery,
} from '../../shared/protocol/board.ts';

/** Lots whose truth is still to be told; see `told`. */
const untold = z.array(z.object({ room: z.string(), game: z.number().int(), fromTrial: z.number().int() }));

/** What the analyst is asked. */
export const analystQuestion = z.discriminatedUnion('about', [
  z.object({ about: z.literal('board'), dataset: z.string(), filter: boardFilter, untold }),
  z.object({
    about: z.literal('rows'),
    query: rowsQuery.extend({ withReals: z.boolean().optional(), limit: z.number().int().min(1) }),
    untold,
  }),
  z.object({ about: z.literal('walls'), query: wallsQuery.extend({ limit: z.number().int().min(1) }), untold }),
  z.object({ about: z.literal('picture'), dataset: z.string(), id: z.string(), untold }),
]);
export type AnalystQuestion = z.infer<typeof analystQuestion>;

export const analystAnswer = z.discriminatedUnion('about', [
  z.object({ about: z.literal('board'), analysis: boardAnalysis }),
  z.object({ about: z.literal('rows'), rows: judgmentRows }),
  z.object({ about: z.literal('walls'), rows: wallRows }),
  z.object({ about: z.literal('picture'), png: z.instanceof(Uint8Array).nullable() }),
]);
export type AnalystAnswer = z.infer<typeof analystAnswer>;
