import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { CONFIDENCE_STOPS, type Response as Said, type Verdict } from '../../../shared/domain/judgment.ts';
import type { Refusal } from '../../../shared/protocol/codes.ts';
import {
  PROTOCOL_VERSION,
  type ClientToServer,
  type CommandMessage,
  type JudgeMessage,
  type ServerToClient,
} from '../../../shared/protocol/messages.ts';
import type { RoomView, TrialView } from '../../../shared/protocol/view.ts';

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
/** Says in every row that no person judged. */
const DISPLAY: JudgeMessage['display'] = {
  size: 280,
  scale: 10,
  devicePixelRatio: 1,
  blurred: false,
  input: 'program',
};

export interface Decision {
  readonly said: Said;
  /** Milliseconds before it is sent. */
  readonly afterMs: number;
}

/** What decides for a player; it knows no more than a phone does. */
export interface Mind {
  /** @param picture fetches the PNG as a phone does, of walls their sheet; null leaves it */
  judge(trial: TrialView, picture: () => Promise<Buffer>): Promise<Decision | null>;
  /** The reveal of a picture that it was shown. */
  told?(trialId: string, truth: Verdict): void;
}

/** A mind that looks at nothing. @param think milliseconds between seeing a picture and judging it */
export const guessing = (think: () => number): Mind => ({
  judge: async () => ({
    said: { pFake: CONFIDENCE_STOPS[Math.floor(Math.random() * CONFIDENCE_STOPS.length)]! },
    afterMs: think(),
  }),
});

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
    private readonly url: string,
    private readonly code: string,
    private readonly name: string,
    private readonly mind: Mind,
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
    const entering = this.#token === null ? this.#join() : this.#comeBack(this.#token);
    const view = await entering.catch(() => null); // cut before the answer: the next connection enters again
    if (!view) return;
    this.#attached = true;
    if (this.#pending) this.#send();
    this.#see(view);
  }

  async #join(): Promise<RoomView | null> {
    const { code, name: nickname } = this;
    const deviceId = `program-${nickname}`;
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
    if (view.phase === 'reveal' && !this.revealedAt.has(view.lot)) {
      this.revealedAt.set(view.lot, performance.now());
      if (view.trial && view.truth) this.mind.told?.(view.trial.trialId, view.truth);
    }
    if (view.phase !== 'judging' || !view.trial || view.mine || this.#judged === view.trial.trialId) return;
    this.#judged = view.trial.trialId;
    void this.#consider(view.trial);
  }

  async #consider(trial: TrialView): Promise<void> {
    const { trialId, stimulus } = trial;
    const seenAt = performance.now();
    const decision = await this.mind.judge(trial, async () => {
      const response = await fetch(new URL(stimulus.url, this.url));
      return Buffer.from(await response.arrayBuffer());
    });
    if (decision === null) return;
    setTimeout(() => {
      const responseMs = performance.now() - seenAt;
      this.#pending = {
        message: { judgmentId: randomUUID(), trialId, ...decision.said, responseMs, display: DISPLAY },
        sentAt: 0,
        cut: false,
      };
      if (this.#attached) this.#send();
      else this.#pending.cut = true;
    }, decision.afterMs);
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
      const reply = await this.#socket
        .emitWithAck('attach', { version: PROTOCOL_VERSION, role: 'host', code, secret })
        .catch(() => null); // cut before the answer: the next connection attaches again
      if (reply === null) return;
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

  /** @throws Error where no answer came: whether it was done is then seen in the view */
  async command(command: CommandMessage): Promise<Refusal | null> {
    const reply = await this.#socket.timeout(10_000).emitWithAck('command', command);
    return reply.ok ? null : reply;
  }

  /** Says a command until the room is where it leads, through cuts and on a machine that is out of breath. */
  async lead(command: CommandMessage, there: (view: RoomView) => boolean): Promise<void> {
    const arrived = (): boolean => this.view !== null && there(this.view);
    while (!arrived()) {
      if (this.#attached) await this.command(command).catch(() => null);
      // The view follows the answer; a command that was done must not be said twice.
      for (let waited = 0; waited < 2000 && !arrived(); waited += 20)
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  close(): void {
    this.#socket.disconnect();
  }
}
