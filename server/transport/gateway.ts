import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { ClientToServer, ServerToClient } from '../../shared/protocol/messages.ts';
import { refuse } from '../game/outcome.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { addressOf } from './address.ts';
import { Session, tooFast } from './gateway-session.ts';
import { MAX_MESSAGE_BYTES, SOCKET_RATE, type Limits } from './limits.ts';
import { RateLimit } from './rate-limit.ts';

export interface GatewayDeps {
  readonly rooms: Rooms;
  readonly limits: Limits;
  /** Where the server lives: '/' or '/class/'. */
  readonly basePath: string;
  /** Addresses come from X-Forwarded-For: only behind a proxy that sets it. */
  readonly trustProxy: boolean;
  /** Server clock, ms since the epoch. */
  now(): number;
  /** A bug while handling a message: its sender was told that it failed. */
  failed(error: unknown): void;
}

export interface Gateway {
  readonly connections: number;
  /** Tells every client that this process is about to stop; they come back by themselves. */
  announceDraining(): void;
  /** Ends all sockets. The HTTP server is closed with them. */
  close(): Promise<void>;
}

type ClientSocket = Socket<ClientToServer, ServerToClient>;
type Handler = (raw: unknown) => Promise<object>;

/** Live play over socket.io: WebSocket, long polling where it is blocked. Every message that asks for an answer gets one. */
export function createGateway(http: HttpServer, deps: GatewayDeps): Gateway {
  const io = new Server<ClientToServer, ServerToClient>(http, {
    path: `${deps.basePath}socket.io`,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    serveClient: false,
    transports: ['polling', 'websocket'],
    // A phone that sleeps is gone within 25 s; one that only blinks is not.
    pingInterval: 10_000,
    pingTimeout: 15_000,
    httpCompression: false,
    allowRequest: (request, decide) => {
      const allowed = deps.limits.addressConnections.take(addressOf(request, deps.trustProxy));
      decide(allowed ? null : 'too many connections', allowed);
    },
  });
  io.on('connection', (socket) => serve(socket, deps));
  return {
    get connections() {
      return io.engine.clientsCount;
    },
    announceDraining() {
      for (const socket of io.sockets.sockets.values()) socket.emit('draining');
    },
    close: () => io.close(),
  };
}

function serve(socket: ClientSocket, deps: GatewayDeps): void {
  const session = new Session(
    {
      address: addressOf(socket.request, deps.trustProxy),
      get open() {
        return socket.connected;
      },
      view: (view) => socket.emit('view', view),
    },
    deps.rooms,
    deps.limits,
  );
  const rate = new RateLimit(SOCKET_RATE);
  const handlers: Readonly<Record<string, Handler>> = {
    join: (raw) => session.join(raw),
    attach: (raw) => session.attach(raw),
    judge: (raw) => session.judge(raw),
    command: (raw) => session.command(raw),
    clock: () => Promise.resolve({ serverNow: deps.now() }),
  };
  // One at a time and in order: who one is must be settled before what one says.
  let last: Promise<unknown> = Promise.resolve();
  socket.onAny((event: string, ...args: unknown[]) => {
    const ack = args.at(-1);
    const answer = (reply: object): void => {
      if (typeof ack === 'function') ack(reply);
    };
    if (!rate.take('')) return answer(tooFast());
    const handler = Object.hasOwn(handlers, event) ? handlers[event] : undefined;
    if (!handler)
      return answer(
        refuse('protocol/malformed', `The server does not know '${event.slice(0, 40)}'; load the page again.`),
      );
    const raw = typeof args[0] === 'function' ? undefined : args[0];
    last = last
      .then(() => handler(raw))
      .then(answer, (error: unknown) => {
        deps.failed(error);
        answer(refuse('server/failed', 'The server failed at this; nothing was kept. Try again.'));
      });
  });
  socket.on('disconnect', () => {
    last = last.then(() => session.end());
  });
}
