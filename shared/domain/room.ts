import { z } from 'zod';

/** Letters of a room code: no 0/O, 1/I/L, nor U/V or 5/S, 2/Z, 8/B which are misheard or misread. */
export const CODE_ALPHABET = 'ACDEFGHJKMNPQRTWXY34679';
export const CODE_LENGTH = 6;

/** A room code as typed: case and blanks do not matter. */
export const roomCode = z
  .string()
  .max(40)
  .transform((s) => s.replace(/[\s-]/g, '').toUpperCase())
  .refine((s) => s.length === CODE_LENGTH && [...s].every((c) => CODE_ALPHABET.includes(c)), {
    message: 'room/bad-code',
  });

export const gameMode = z.enum(['verdict', 'twins', 'variety']);
export type GameMode = z.infer<typeof gameMode>;

/** Modes in which walls of pictures hang, and how many pictures a wall may have. */
export const WALL_SIZES = {
  twins: { min: 9, max: 25, usual: 16 },
  variety: { min: 8, max: 16, usual: 9 },
} as const satisfies Partial<Record<GameMode, object>>;

/** What the host chooses. All of it can be changed in the lobby. */
export const roomSettings = z.object({
  mode: gameMode,
  dataset: z.string().min(1).max(64),
  /** Model ids whose samples are dealt; empty means every model of the data set that has a gallery. */
  models: z.array(z.string().max(64)).max(64),
  /** One picture for all (projector and phones), or each player an own one. */
  dealing: z.enum(['same', 'own']),
  lots: z.number().int().min(2).max(60),
  /** Seconds for a lot; null is without limit (the host closes the lot, or everybody has decided). */
  seconds: z.number().int().min(5).max(300).nullable(),
  speedPoints: z.boolean(),
  /** Reveal after every lot; off, truth comes only at the end (for measuring without feedback). */
  feedback: z.boolean(),
  /** Move on to the next lot by itself so many seconds after the reveal; null: the host presses next. */
  autoNextSeconds: z.number().int().min(2).max(120).nullable(),
  /** Rows of this room may be used for research and appear on the board. */
  counts: z.boolean(),
  /** Pictures of a wall, kept within what the mode allows; the mode's usual number where it is not said. */
  wallSize: z.number().int().min(8).max(25).optional(),
  /** Mode 'variety': both walls show the same class where the pictures have classes. */
  oneClass: z.boolean().optional(),
});
export type RoomSettings = z.infer<typeof roomSettings>;

export const DEFAULT_SETTINGS: RoomSettings = {
  mode: 'verdict',
  dataset: 'strokes',
  models: [],
  dealing: 'same',
  lots: 10,
  seconds: 20,
  speedPoints: false,
  feedback: true,
  autoNextSeconds: null,
  counts: true,
};

/** Pictures of a wall in a mode of walls, within its limits. */
export function wallSizeOf(settings: RoomSettings, mode: keyof typeof WALL_SIZES): number {
  const { min, max, usual } = WALL_SIZES[mode];
  return Math.min(max, Math.max(min, settings.wallSize ?? usual));
}

/** Seats in a room. */
export const MAX_PLAYERS = 400;

export const NICKNAME_GRAPHEMES = 20;
