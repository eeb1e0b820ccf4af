import type { Response } from 'express';
import { z } from 'zod';
import { refuse } from '../../game/outcome.ts';
import { sendRefusal } from '../refusal-status.ts';

/**
 * Parses at the door.
 *
 * @returns null where it was refused and answered
 */
export function parsed<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  response: Response,
): z.output<Schema> | null {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  sendRefusal(
    response,
    refuse('protocol/malformed', `The request is not as expected: ${z.prettifyError(result.error)}`),
  );
  return null;
}
