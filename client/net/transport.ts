import type { Ack } from '../../shared/protocol/codes.ts';
import type { AttachMessage, CommandMessage, JoinMessage, JudgeMessage } from '../../shared/protocol/messages.ts';
import type { RoomView } from '../../shared/protocol/view.ts';

/** The requests of the protocol, each with what it carries and what comes back. */
export interface Requests {
  join: { message: JoinMessage; reply: Ack<{ playerId: string; token: string; view: RoomView }> };
  attach: { message: AttachMessage; reply: Ack<{ view: RoomView }> };
  judge: { message: JudgeMessage; reply: Ack<{ judgmentId: string }> };
  command: { message: CommandMessage; reply: Ack<object> };
  clock: { message: null; reply: { serverNow: number } };
}

export interface TransportEvents {
  /** A fresh link: nothing is attached to it yet. */
  up(): void;
  /** The link was cut; the transport keeps trying by itself. */
  down(): void;
  view(view: RoomView): void;
}

/** The link was cut, or no answer came in time. What was asked may or may not have been done. */
export class LinkLost extends Error {
  override readonly name = 'LinkLost';
}

/** A link to the server that comes back by itself: socket.io, or memory for tests. */
export interface Transport {
  /** Starts; events come to this listener from now on. */
  open(events: TransportEvents): void;
  /** Sends and waits. Rejects with LinkLost after `timeoutMs` or a cut. */
  request<K extends keyof Requests>(
    kind: K,
    message: Requests[K]['message'],
    timeoutMs: number,
  ): Promise<Requests[K]['reply']>;
  readonly isUp: boolean;
  /** Tries again now instead of waiting; with `hard`, drops a link that may be dead first. */
  retry(hard: boolean): void;
  close(): void;
}
