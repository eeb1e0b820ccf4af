import { z } from 'zod';

/** Every expected refusal, as `area/reason`. The client has a sentence for each in every language (`error.<code>`). */
export const refusalCode = z.enum([
  'protocol/malformed',
  'protocol/version',
  'protocol/too-fast',
  'protocol/not-attached',
  'room/bad-code',
  'room/unknown',
  'room/full',
  'room/locked',
  'room/closed',
  'room/kicked',
  'room/wrong-phase',
  'room/not-enough-pictures',
  'host/wrong-secret',
  'host/not-host',
  'name/empty',
  'name/too-long',
  'name/taken',
  'name/not-allowed',
  'player/unknown',
  'judgment/other-trial',
  'judgment/too-late',
  'judgment/paused',
  'judgment/already-given',
  'server/draining',
  'server/storage',
  /** A bug: nothing was kept, the sender may try again. */
  'server/failed',
  'training/not-allowed',
  'training/unknown',
  'training/bad-config',
  'dataset/unknown',
  'dataset/unavailable',
  'lab/unknown',
  'lab/bad-input',
  /** Too many questions at once; asking again in a moment helps. */
  'lab/busy',
  'lab/refused',
]);
export type RefusalCode = z.infer<typeof refusalCode>;

export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  /** English, for logs and for callers without a catalogue: expected, found, what to do. */
  readonly message: string;
}
export type Ack<T> = ({ readonly ok: true } & T) | Refusal;
