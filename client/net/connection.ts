import type { Ack, Refusal, RefusalCode } from '../../shared/protocol/codes.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/messages.ts';
import type { AttachMessage, CommandMessage, JudgeMessage } from '../../shared/protocol/messages.ts';
import type { RoomView } from '../../shared/protocol/view.ts';
import type { PendingResponse } from '../store/screen.ts';
import { serverClock } from './clock.ts';
import { pendingJudgments } from './pending.ts';
import { deviceId, randomUuid, rememberSeat } from './seat.ts';
import { socketTransport } from './socket.ts';
import type { Transport } from './transport.ts';

/** Who one is in the room: what `attach` sends, without the version. */
export type Attach =
  | { readonly role: 'player'; readonly code: string; readonly token: string }
  | { readonly role: 'host'; readonly code: string; readonly secret: string }
  | { readonly role: 'wall'; readonly code: string };

/** A judgment before it has its id. */
type Unsent = JudgeMessage extends infer Each ? Omit<Each, 'judgmentId'> : never;

export interface ConnectionState {
  /** `refused` is final: the room or the seat is not there; `refusal` says why. */
  readonly status: 'connecting' | 'live' | 'lost' | 'refused';
  /** The newest view; kept on screen while the link is lost. */
  readonly view: RoomView | null;
  readonly refusal: Refusal | null;
  /** Committed here, not answered yet. */
  readonly pending: readonly PendingResponse[];
}

export interface RoomConnection {
  readonly state: ConnectionState;
  /** Calls the listener now and at every change; returns how to stop. */
  subscribe(listener: (state: ConnectionState) => void): () => void;
  /** Resolves when the judgment is on the server's disk, or refused. Survives cuts and reloads. */
  judge(judgment: Unsent): Promise<Ack<{ judgmentId: string }>>;
  /** Sent once; while the link is lost it is refused at once with `protocol/not-attached`. */
  command(message: CommandMessage): Promise<Ack<object>>;
  /** The server's clock now, ms since the epoch. */
  serverNow(): number;
  close(): void;
}

/** Refusals that pass: the same request may be sent again a moment later. */
const PASSING: ReadonlySet<RefusalCode> = new Set([
  'protocol/too-fast',
  'protocol/not-attached',
  'server/draining',
  'server/storage',
]);
const ANSWER_MS = 8000;
const CLOCK_TRIPS = 5;
const CLOCK_EVERY_MS = 60_000;

interface Surroundings {
  readonly transport: Transport;
  readonly storage: Storage | null;
  /** Calls back when the page is seen again or the network changed; returns how to stop. */
  readonly onWake: (wake: () => void) => () => void;
  /** Milliseconds before a passing refusal is tried again. */
  readonly retryMs: number;
}

/** A connection over socket.io to the room, which comes back by itself to the same seat. */
export function connect(attach: Attach): RoomConnection {
  return connectOver(attach, {
    transport: socketTransport(),
    storage: sessionStorageOrNull(),
    onWake: onWakeOfPage,
    retryMs: 1500,
  });
}

/** As `connect`, over the given transport: what tests use. */
export function connectOver(attach: Attach, around: Surroundings): RoomConnection {
  const { transport } = around;
  const clock = serverClock();
  const kept = pendingJudgments(attach.code, around.storage);
  const listeners = new Set<(state: ConnectionState) => void>();
  const waiting = new Map<string, (reply: Ack<{ judgmentId: string }>) => void>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const sending = new Set<string>();
  let closed = false;
  let attached = false;
  // Counts links, so that an answer that belongs to an earlier link changes nothing.
  let link = 0;
  let state: ConnectionState = { status: 'connecting', view: null, refusal: null, pending: stillPending() };

  function stillPending(): ConnectionState['pending'] {
    return kept.all().map(({ judgmentId: _id, responseMs: _ms, display: _display, ...said }) => said);
  }
  function change(next: Partial<ConnectionState>): void {
    if (closed) return;
    state = { ...state, ...next };
    for (const listener of [...listeners]) listener(state);
  }
  function later(ms: number, action: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!closed) action();
    }, ms);
    timers.add(timer);
  }

  async function attachNow(): Promise<void> {
    const mine = ++link;
    const message = { version: PROTOCOL_VERSION, ...attach } as AttachMessage;
    let reply;
    try {
      reply = await transport.request('attach', message, ANSWER_MS);
    } catch {
      // A cut brings `up` again; a link that is up but silent is dropped.
      if (mine === link && !closed && transport.isUp) transport.retry(true);
      return;
    }
    if (mine !== link || closed) return;
    if (reply.ok) {
      attached = true;
      clock.atLeast(reply.view.serverNow);
      // The answer to an attach is what the server holds now, whatever was shown before.
      change({ status: 'live', view: reply.view, refusal: null });
      void sendPending();
      void syncClock();
    } else if (PASSING.has(reply.code)) {
      later(around.retryMs, () => mine === link && transport.isUp && void attachNow());
    } else {
      change({ status: 'refused', refusal: reply });
      transport.close();
    }
  }

  async function sendPending(): Promise<void> {
    for (const judgment of kept.all()) {
      if (!attached || closed) return;
      if (!sending.has(judgment.judgmentId)) await send(judgment);
    }
  }

  async function send(judgment: JudgeMessage): Promise<void> {
    sending.add(judgment.judgmentId);
    try {
      const reply = await transport.request('judge', judgment, ANSWER_MS);
      if (!reply.ok && PASSING.has(reply.code)) {
        later(around.retryMs, () => attached && void sendPending());
        return;
      }
      kept.remove(judgment.judgmentId);
      change({ pending: stillPending() });
      waiting.get(judgment.judgmentId)?.(reply);
      waiting.delete(judgment.judgmentId);
    } catch {
      // A cut: the next attach sends it again. Silence on a living link: the link is not alive.
      if (!closed && attached && transport.isUp) transport.retry(true);
    } finally {
      sending.delete(judgment.judgmentId);
    }
  }

  async function syncClock(): Promise<void> {
    const mine = link;
    clock.forget();
    for (let trip = 0; trip < CLOCK_TRIPS; trip++) {
      const sent = performance.now();
      try {
        const { serverNow } = await transport.request('clock', null, ANSWER_MS);
        clock.measure(sent, serverNow, performance.now());
      } catch {
        if (mine === link && !closed && transport.isUp) transport.retry(true);
        return;
      }
      if (mine !== link || closed) return;
    }
    later(CLOCK_EVERY_MS, () => mine === link && attached && void syncClock());
  }

  const stopWake = around.onWake(() => {
    if (closed || state.status === 'refused') return;
    if (!transport.isUp) transport.retry(false);
    else if (attached) void syncClock();
  });

  transport.open({
    up() {
      void attachNow();
    },
    down() {
      link += 1;
      attached = false;
      if (state.status !== 'refused') change({ status: state.view === null ? 'connecting' : 'lost' });
    },
    view(view) {
      if (!attached || (state.view !== null && view.revision < state.view.revision)) return;
      clock.atLeast(view.serverNow);
      change({ view });
    },
  });

  return {
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
    judge(judgment) {
      const whole = { judgmentId: randomUuid(), ...judgment } as JudgeMessage;
      kept.add(whole);
      return new Promise((resolve) => {
        waiting.set(whole.judgmentId, resolve);
        change({ pending: stillPending() });
        if (attached) void sendPending();
      });
    },
    async command(message) {
      const lost: Refusal = {
        ok: false,
        code: 'protocol/not-attached',
        message: 'Expected a connection to the room, found none just now; try again in a moment.',
      };
      if (!attached) return lost;
      try {
        return await transport.request('command', message, ANSWER_MS);
      } catch {
        return lost;
      }
    },
    serverNow: () => clock.now(),
    close() {
      if (closed) return;
      closed = true;
      listeners.clear();
      for (const timer of timers) clearTimeout(timer);
      stopWake();
      transport.close();
    },
  };
}

/** Takes a new seat and keeps its token in this browser. Rejects with LinkLost where no server answers. */
export async function joinRoom(
  seat: { readonly code: string; readonly nickname: string; readonly language: string },
  transport: Transport = socketTransport(),
): Promise<Ack<{ playerId: string; token: string }>> {
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('No answer from the server.')), ANSWER_MS);
      const up = (): void => {
        clearTimeout(timer);
        resolve();
      };
      transport.open({ up, down: () => undefined, view: () => undefined });
    });
    const reply = await transport.request(
      'join',
      { version: PROTOCOL_VERSION, deviceId: deviceId(), ...seat },
      ANSWER_MS,
    );
    if (!reply.ok) return reply;
    rememberSeat(reply.view.code, { playerId: reply.playerId, token: reply.token });
    return { ok: true, playerId: reply.playerId, token: reply.token };
  } finally {
    transport.close();
  }
}

function sessionStorageOrNull(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/** Phones sleep and change networks: each of these is a reason to look whether the link still lives. */
function onWakeOfPage(wake: () => void): () => void {
  const whenSeen = (): void => {
    if (document.visibilityState === 'visible') wake();
  };
  const network = (navigator as Navigator & { readonly connection?: EventTarget }).connection;
  document.addEventListener('visibilitychange', whenSeen);
  window.addEventListener('online', wake);
  window.addEventListener('pageshow', wake);
  network?.addEventListener?.('change', wake);
  return () => {
    document.removeEventListener('visibilitychange', whenSeen);
    window.removeEventListener('online', wake);
    window.removeEventListener('pageshow', wake);
    network?.removeEventListener?.('change', wake);
  };
}
