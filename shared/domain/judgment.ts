import { z } from 'zod';

/** What a player holds a picture for. `real` is shown as 'genuine', `fake` as 'forgery'. */
export const verdict = z.enum(['real', 'fake']);
export type Verdict = z.infer<typeof verdict>;

/**
 * The six stops of the slider, as P(fake). There is no exact middle: 'unsure' is the space between the two
 * central stops, so that every judgment is also a forced choice and signal detection needs no guess at ties.
 */
export const CONFIDENCE_STOPS = [0.05, 0.25, 0.45, 0.55, 0.75, 0.95] as const;

/** P(fake) as a player gives it: one of the stops. */
export const confidence = z.number().refine((p) => (CONFIDENCE_STOPS as readonly number[]).includes(p), {
  message: `expected one of ${CONFIDENCE_STOPS.join(', ')}`,
});

/** The side a probability leans to. */
export const verdictOf = (pFake: number): Verdict => (pFake > 0.5 ? 'fake' : 'real');

/** How sure somebody is of an answer that is right or wrong: the upper half of the stops. */
export const SURENESS_STOPS = CONFIDENCE_STOPS.slice(CONFIDENCE_STOPS.length / 2);

export const sureness = z.number().refine((p) => SURENESS_STOPS.some((stop) => stop === p), {
  message: `expected one of ${SURENESS_STOPS.join(', ')}`,
});

/** Mode 'verdict': the probability that the picture is a fake. */
export const verdictResponse = z.object({ pFake: confidence });
export type VerdictResponse = z.infer<typeof verdictResponse>;

const place = z.number().int().min(0).max(24);

/** Mode 'twins': the two places that are nearly the same, the smaller first, or null for none; and how sure of that. */
export const twinsResponse = z.object({
  pair: z
    .tuple([place, place])
    .refine(([a, b]) => a < b, { message: 'expected two places, the smaller first' })
    .nullable(),
  sure: sureness,
});
export type TwinsResponse = z.infer<typeof twinsResponse>;

/** Mode 'variety': the probability that the right wall is the more varied. */
export const varietyResponse = z.object({ pRight: confidence });
export type VarietyResponse = z.infer<typeof varietyResponse>;

/** What a player says of a lot; which of them follows from the mode. */
export type Response = VerdictResponse | TwinsResponse | VarietyResponse;

/** How a picture was shown on the judging device; recorded, never trusted for points. */
export const display = z.object({
  /** CSS pixels of the picture's longer side. */
  size: z.number().int().min(0).max(20_000),
  /** Device pixels for one picture pixel; an integer where the device allows. */
  scale: z.number().min(0).max(1000),
  devicePixelRatio: z.number().min(0).max(16),
  /** Frames since the picture was first drawn that the browser counted. */
  frames: z.number().int().min(0).max(10_000_000).optional(),
  /** True if the page lost focus or visibility while the picture was up. */
  blurred: z.boolean(),
  /** `program`: a simulated player, kept apart from people wherever judgments are counted. */
  input: z.enum(['touch', 'mouse', 'pen', 'keyboard', 'program']),
});
export type Display = z.infer<typeof display>;
