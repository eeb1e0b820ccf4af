import type { IncomingMessage } from 'node:http';

/** Where a request comes from; behind a trusted proxy what it says (the last entry, which the proxy itself wrote). */
export function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined;
  const said = (Array.isArray(forwarded) ? forwarded.at(-1) : forwarded)?.split(',').at(-1)?.trim();
  return said || (request.socket.remoteAddress ?? 'unknown');
}
