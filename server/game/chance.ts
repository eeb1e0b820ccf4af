import { createHmac } from 'node:crypto';

/**
 * Chance of a room: a keyed hash of what it is for. The key is random, made with the room and kept in its state, so every
 * draw replays, and nobody without the key can guess an id from the others (HMAC-SHA-256, 128 of its bits).
 */
export function draw(key: string, ...purpose: readonly (string | number)[]): string {
  return createHmac('sha256', key).update(purpose.join('/')).digest('base64url').slice(0, 22);
}

/** A seed for a deal, 31 bits. */
export function drawSeed(key: string, ...purpose: readonly (string | number)[]): number {
  return createHmac('sha256', key).update(purpose.join('/')).digest().readUInt32BE(0) >>> 1;
}
