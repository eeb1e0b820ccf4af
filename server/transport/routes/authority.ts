import type { Request, RequestHandler } from 'express';
import { roomCode } from '../../../shared/domain/room.ts';
import { refuse } from '../../game/outcome.ts';
import { sendRefusal } from '../refusal-status.ts';

/** Whether a secret is the host's of an open room. */
export type HostCheck = (code: string, secret: string) => boolean | Promise<boolean>;

/**
 * Lets through who may start long work here: somebody at the machine itself, or the host of an open room
 * (`x-room-code` and `x-host-secret`).
 */
export function requireAuthority(isHost: HostCheck): RequestHandler {
  return async (request, response, next) => {
    if ((fromHere(request) && !fromAnotherSite(request)) || (await fromHost(request, isHost))) return next();
    sendRefusal(
      response,
      refuse(
        'training/not-allowed',
        'Only the host of an open room or somebody at the server itself may do this; open it from the host page.',
      ),
    );
  };
}

/**
 * True for a request that this machine itself made. A proxy on this machine also connects from here but names whom it
 * speaks for; such a request is not from here.
 */
function fromHere({ socket, headers }: Request): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined) return false;
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return address === '::1' || /^127\./.test(address);
}

/** True where a browser says that a page of another site asks: being shown on this machine gives such a page no rights. */
function fromAnotherSite({ headers }: Request): boolean {
  if (headers['sec-fetch-site'] === 'cross-site') return true;
  const { origin, host } = headers;
  return origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === host);
}

async function fromHost(request: Request, isHost: HostCheck): Promise<boolean> {
  const code = roomCode.safeParse(request.get('x-room-code'));
  const secret = request.get('x-host-secret');
  return code.success && secret !== undefined && (await isHost(code.data, secret));
}
