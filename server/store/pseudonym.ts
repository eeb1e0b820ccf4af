import { createHash, randomBytes } from 'node:crypto';

/** A room's salt, 32 hex digits. */
export const newSalt = (): string => randomBytes(16).toString('hex');

/**
 * What a player is called in exports: the same in all rows of a room, and without the room's salt not to be traced to the
 * player id that the live room uses.
 */
export const pseudonymOf = (salt: string, playerId: string): string =>
  `p-${createHash('sha256').update(`${salt}\u0000${playerId}`).digest('hex').slice(0, 12)}`;
