import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../../shared/protocol/messages.ts';
import { LinkLost } from './transport.ts';
import type { Requests, Transport } from './transport.ts';

/** The socket's path under the page's base, so that a sub-path of a proxy works. */
export function socketPath(baseUri: string): { readonly origin: string; readonly path: string } {
  const url = new URL('socket.io/', baseUri);
  return { origin: url.origin, path: url.pathname };
}

/** Socket.io: WebSocket first, long polling where it is blocked. */
export function socketTransport(baseUri: string = document.baseURI): Transport {
  const { origin, path } = socketPath(baseUri);
  const socket: Socket<ServerToClient, ClientToServer> = io(origin, {
    path,
    autoConnect: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 400,
    reconnectionDelayMax: 4000,
    timeout: 8000,
  });
  // One event name and its reply at a time; the typed overloads of socket.io cannot be indexed by a union.
  const emit = socket.emit.bind(socket) as (event: string, ...args: unknown[]) => void;

  return {
    get isUp() {
      return socket.connected;
    },
    open(events) {
      socket.on('connect', () => events.up());
      socket.on('disconnect', (reason) => {
        events.down();
        // The server said goodbye on purpose (it stops or restarts): socket.io would not come back by itself.
        if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 800 + Math.random() * 1200);
      });
      socket.on('view', (view) => events.view(view));
      socket.connect();
    },
    request<K extends keyof Requests>(kind: K, message: Requests[K]['message'], timeoutMs: number) {
      return new Promise<Requests[K]['reply']>((resolve, reject) => {
        if (!socket.connected) return reject(new LinkLost(`not connected: ${kind}`));
        const settle = (): void => {
          clearTimeout(timer);
          socket.off('disconnect', cut);
        };
        const cut = (): void => {
          settle();
          reject(new LinkLost(`cut while waiting: ${kind}`));
        };
        const timer = setTimeout(cut, timeoutMs);
        socket.on('disconnect', cut);
        const answered = (reply: Requests[K]['reply']): void => {
          settle();
          resolve(reply);
        };
        if (message === null) emit(kind, answered);
        else emit(kind, message, answered);
      });
    },
    retry(hard) {
      if (hard && socket.connected) socket.disconnect();
      if (!socket.connected) socket.connect();
    },
    close() {
      socket.removeAllListeners();
      socket.disconnect();
    },
  };
}
