import { RateLimit } from './rate-limit.ts';

/** Longest message taken; the longest honest one is a join with a 2,000-character nickname. Bytes. */
export const MAX_MESSAGE_BYTES = 32 * 1024;

/** What one socket may say; a thumb says less than two things a second. */
export const SOCKET_RATE = { burst: 60, perSecond: 20 };

/** Limits that outlive sockets. A school sits behind one address: those of an address are wide. */
export interface Limits {
  readonly deviceJoins: RateLimit;
  readonly addressJoins: RateLimit;
  /** Wrong codes, tokens and secrets: at 5 a second, meeting one of ten open rooms by chance takes weeks. */
  readonly addressMisses: RateLimit;
  readonly addressConnections: RateLimit;
  readonly addressRooms: RateLimit;
  /** Questions to the lab: a class behind one address, each with a finger on a slider. */
  readonly addressLab: RateLimit;
}

export const createLimits = (): Limits => ({
  deviceJoins: new RateLimit({ burst: 12, perSecond: 0.2 }),
  addressJoins: new RateLimit({ burst: 1000, perSecond: 40 }),
  addressMisses: new RateLimit({ burst: 400, perSecond: 5 }),
  addressConnections: new RateLimit({ burst: 2000, perSecond: 100 }),
  addressRooms: new RateLimit({ burst: 60, perSecond: 0.5 }),
  addressLab: new RateLimit({ burst: 400, perSecond: 40 }),
});
