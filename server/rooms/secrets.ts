import { createHash, randomBytes, randomInt } from 'node:crypto';
import { CODE_ALPHABET, CODE_LENGTH } from '../../shared/domain/room.ts';

/** 192 random bits in base64url: host secrets, player tokens, keys of rooms. */
export const newSecret = (): string => randomBytes(24).toString('base64url');

/** Only this is stored of a secret. SHA-256, hex; the secrets are random, so no salt is needed. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export const newCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');

/** `kind` keeps ids of rooms and players apart in logs. */
export const newId = (kind: 'r' | 'p'): string => `${kind}_${randomBytes(12).toString('base64url')}`;
