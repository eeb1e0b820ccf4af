import type { Response } from 'express';
import type { Refusal, RefusalCode } from '../../shared/protocol/codes.ts';

/** HTTP status of a refusal; 400 for those that are not named. */
const STATUS: Partial<Readonly<Record<RefusalCode, number>>> = {
  'protocol/too-fast': 429,
  'room/unknown': 404,
  'room/closed': 410,
  'room/full': 409,
  'room/not-enough-pictures': 409,
  'host/wrong-secret': 403,
  'host/not-host': 403,
  'server/draining': 503,
  'server/storage': 503,
  'training/not-allowed': 403,
  'training/unknown': 404,
  'dataset/unknown': 404,
  'dataset/unavailable': 409,
  'lab/unknown': 404,
  'lab/busy': 503,
  'lab/refused': 422,
  'server/failed': 500,
};

/** Answers with a refusal as the HTTP side says it: `{ok: false, code, message}` and a 4xx or 503. */
export function sendRefusal(response: Response, refusal: Refusal): void {
  response
    .status(STATUS[refusal.code] ?? 400)
    .set('Cache-Control', 'no-store')
    .json(refusal);
}
