import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { CONFIDENCE_STOPS } from '../../../../shared/domain/judgment.ts';
import type { Refusal } from '../../../../shared/protocol/codes.ts';
import {
  PROTOCOL_VERSION,
  type ClientToServer,
  type CommandMessage,
  type JudgeMessage,
  type ServerToClient,
} from '../../../../shared/protocol/messages.ts';
import type { RoomView } from '../../../../shared/protocol/view.ts';

/** One acknowledged judgment. */
export interface Acknowledged {
  readonly judgmentId: string;
  readonly trialId: string;
  /** From sending to the answer; null where a cut lay between. Milliseconds. */
  readonly ms: number | null;
}

const PASSING: ReadonlySet<string> = new Set([
  'protocol/too-fast',
  'protocol/not-attached',
  'server/storage',
  'server/draining',
]);
const DISPLAY: JudgeMessage['display'] = { size: 280, scale: 10, devicePixelRatio: 1, blurred: false, input: 'touch' };

/** A phone as far as the server can tell: joins, judges each picture once after a while, comes back after cuts, sends again what was not answered. */
export class Player {
  view: RoomView | null = null;
  playerId = '';
  readonly acknowledged: Acknowledged[] = [];
  readonly refused: Refusal[] = [];
  /** When the reveal of a lot arrived, performance clock. */
  readonly revealedAt = new Map<number, number>();
  readonly #socket: Socket<ServerToClient, ClientToServer>;
  #token: string | null = null;
  #attached = false;
  #pending: { message: JudgeMessage; sentAt: number; cut: boolean } | null = null;
  #judged = '';

  constructor(
    url: string,
    private readonly code: string,
    private readonly name: string,
    /** Milliseconds between seeing a picture and judging it; null leaves it. */
    private readonly think: () => number | null,
  ) {
    this.#socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 100,
      reconnectionDelayMax: 1000,
    });
    this.#socket.on('connect', () => void this.#enter());
    this.#socket.on('disconnect', () => {
      this.#attached = false;
      if (this.#pending) this.#pending.cut = true;
    });
    this.#socket.on('view', (view) => this.#see(view));
  }

  get here(): boolean {
    return this.#attached;
  }

  get waiting(): boolean {
    return this.#pending !== null;
  }

  /** The network goes away under the socket. */
  cut(): void {
    this.#socket.io.engine.close();
  }

  close(): void {
    this.#socket.disconnect();
  }

  async #enter(): Promise<void> {
    const view = this.#token === null ? await this.#join() : await this.#comeBack(this.#token);
    if (!view) return;
    this.#attached = true;
    if (this.#pending) this.#send();
    this.#see(view);
  }

  async #join(): Promise<RoomView | null> {
    const { code, name: nickname } = this;
    const deviceId = `bench-${nickname}`;
    const reply = await this.#socket.emitWithAck('join', {
      version: PROTOCOL_VERSION,
      code,
      nickname,
      deviceId,
      language: 'en',
    });
    if (!reply.ok) return this.#refuse(reply);
    this.#token = reply.token;
    this.playerId = reply.playerId;
    return reply.view;
  }

  async #comeBack(token: string): Promise<RoomView | null> {
    const { code } = this;
    const reply = await this.#socket.emitWithAck('attach', { version: PROTOCOL_VERSION, role: 'player', code, token });
    return reply.ok ? reply.view : this.#refuse(reply);
  }

  #refuse(refusal: Refusal): null {
    this.refused.push(refusal);
    return null;
  }

  #see(view: RoomView): void {
    if (this.view && view.revision < this.view.revision) return;
    this.view = view;
    if (view.phase === 'reveal' && !this.revealedAt.has(view.lot)) this.revealedAt.set(view.lot, performance.now());
    if (view.phase !== 'judging' || !view.trial || view.mine || this.#judged === view.trial.trialId) return;
    const { trialId } = view.trial;
    this.#judged = trialId;
    const wait = this.think();
    if (wait === null) return;
    setTimeout(() => {
      const pFake = CONFIDENCE_STOPS[Math.floor(Math.random() * CONFIDENCE_STOPS.length)]!;
      this.#pending = {
        message: { judgmentId: randomUUID(), trialId, pFake, responseMs: wait, display: DISPLAY },
        sentAt: 0,
        cut: false,
      };
      if (this.#attached) this.#send();
      else this.#pending.cut = true;
    }, wait);
  }

  #send(): void {
    const pending = this.#pending!;
    pending.sentAt = performance.now();
    this.#socket.emit('judge', pending.message, (reply) => {
      if (this.#pending !== pending) return;
      if (!reply.ok && PASSING.has(reply.code)) {
        setTimeout(() => this.#pending === pending && this.#attached && this.#send(), 200);
        return;
      }
      this.#pending = null;
      if (!reply.ok) {
        this.refused.push(reply);
        return;
      }
      const { judgmentId, trialId } = pending.message;
      this.acknowledged.push({ judgmentId, trialId, ms: pending.cut ? null : performance.now() - pending.sentAt });
    });
  }
}

/** The console of a room. */
export class Host {
  view: RoomView | null = null;
  #attached = false;
  readonly #socket: Socket<ServerToClient, ClientToServer>;

  constructor(url: string, code: string, secret: string) {
    this.#socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 100,
      reconnectionDelayMax: 1000,
    });
    this.#socket.on('connect', async () => {
      const reply = await this.#socket.emitWithAck('attach', { version: PROTOCOL_VERSION, role: 'host', code, secret });
      if (!reply.ok) throw new Error(reply.message);
      this.view = reply.view;
      this.#attached = true;
    });
    this.#socket.on('disconnect', () => (this.#attached = false));
    this.#socket.on('view', (view) => (this.view = view));
  }

  get here(): boolean {
    return this.#attached;
  }

  async command(command: CommandMessage): Promise<Refusal | null> {
    const reply = await this.#socket.timeout(10_000).emitWithAck('command', command);
    return reply.ok ? null : reply;
  }

  close(): void {
    this.#socket.disconnect();
  }
}
