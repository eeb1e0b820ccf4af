import { z } from 'zod';

/** What is asked of the lab: an operation of a model, or of a data set alone. */
export const labQuestion = z.object({
  subject: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('model'),
      id: z.string(),
      generator: z.string(),
      dataset: z.string(),
      path: z.string(),
    }),
    z.object({ kind: z.literal('dataset'), dataset: z.string() }),
  ]),
  operation: z.string(),
  /** As it came; the operation's own schema parses it. */
  input: z.unknown(),
});
export type LabQuestion = z.infer<typeof labQuestion>;
export type LabSubject = LabQuestion['subject'];

/** The answer, or why there is none: `code` of a refusal, one sentence. `failed` marks a bug, for the log. */
export const labAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    code: z.enum(['lab/unknown', 'lab/bad-input', 'lab/busy', 'lab/refused', 'server/failed']),
    message: z.string(),
  }),
]);
export type LabAnswer = z.infer<typeof labAnswer>;
export type LabRefusal = Extract<LabAnswer, { ok: false }>;
