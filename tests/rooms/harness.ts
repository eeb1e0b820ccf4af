import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import type { Ack } from '../../shared/protocol/codes.ts';
import {
  PROTOCOL_VERSION,
  type ClientToServer,
  type CommandMessage,
  type JudgeMessage,
  type ServerToClient,
} from '../../shared/protocol/messages.ts';
import type { Phase, RoomView } from '../../shared/protocol/view.ts';
import type { RoomSettings } from '../../shared/domain/room.ts';
import type { GalleryPort, PictureSourcesPort, RoomJudgmentsPort, RoomLogPort } from '../../server/rooms/ports.ts';
import { Rooms } from '../../server/rooms/rooms.ts';
import { createGateway, type Gateway } from '../../server/transport/gateway.ts';
import { createHttpApp } from '../../server/transport/http-app.ts';
import { createLimits } from '../../server/transport/limits.ts';
import { createMetrics } from '../../server/transport/metrics.ts';
import { DATASET, MemoryGallery } from './memory-ports.ts';
import { SHOWN, uuid } from './table.ts';

export interface Served {
  readonly url: string;
  readonly http: Server;
  readonly rooms: Rooms;
  readonly gateway: Gateway;
  /** Sentences that a person would have read in the log. */
  readonly warnings: string[];
  /** Sockets closed, timers stopped, nothing flushed: as near to a kill as one process can do to itself. */
  stop(): Promise<void>;
}

export interface ServeOptions {
  readonly log: RoomLogPort & RoomJudgmentsPort;
  readonly gallery?: GalleryPort & PictureSourcesPort;
  readonly basePath?: string;
  readonly clientDir?: string | null;
  /** Any free one unless told. */
  readonly port?: number;
}

/** The real server in this process. */
export async function serve({
  log,
  gallery = new MemoryGallery(),
  basePath = '/',
  clientDir = null,
  port = 0,
}: ServeOptions): Promise<Served> {
  const warnings: string[] = [];
  const metrics = createMetrics();
  const warn = (sentence: string, error?: unknown): void => void warnings.push(`${sentence} ${String(error ?? '')}`);
  const rooms = new Rooms({ log, gallery, observer: metrics.observer(warn), now: Date.now });
  metrics.watch(rooms);
  await rooms.recover();
  const limits = createLimits();
  const failed = (error: unknown): void => warn('failed', error);
  const app = createHttpApp({
    rooms,
    judgments: log,
    sources: gallery,
    limits,
    metrics,
    clientDir,
    basePath,
    trustProxy: false,
    routes: [],
    failed,
  });
  const http = createServer(app);
  const gateway = createGateway(http, { rooms, limits, basePath, trustProxy: false, now: Date.now, failed });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}${basePath}`;
  return {
    url,
    http,
    rooms,
    gateway,
    warnings,
    async stop() {
      await gateway.close();
      await rooms.drain();
    },
  };
}

/** One device with one socket. */
export class Device {
  readonly views: RoomView[] = [];
  readonly socket: Socket<ServerToClient, ClientToServer>;
  drainings = 0;
  #waiting: (() => void)[] = [];

  constructor(url: string, { transports = ['websocket'] }: { transports?: ('websocket' | 'polling')[] } = {}) {
    const { origin, pathname } = new URL('socket.io', url);
    this.socket = io(origin, { path: pathname, transports, forceNew: true, reconnection: false });
    this.socket.on('view', (view) => this.#seen(view));
    this.socket.on('draining', () => this.drainings++);
  }

  #seen(view: RoomView): void {
    this.views.push(view);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Any event with any payload; rejects where no answer comes. */
  ask(event: string, ...payload: unknown[]): Promise<Record<string, unknown>> {
    const emit = this.socket.timeout(4000).emitWithAck.bind(this.socket.timeout(4000)) as unknown as (
      event: string,
      ...payload: unknown[]
    ) => Promise<Record<string, unknown>>;
    return emit(event, ...payload);
  }

  async join(
    code: string,
    nickname: string,
    deviceId = `device-${nickname}-0000`,
  ): Promise<Ack<{ playerId: string; token: string; view: RoomView }>> {
    const reply = (await this.ask('join', {
      version: PROTOCOL_VERSION,
      code,
      nickname,
      deviceId,
      language: 'en',
    })) as unknown as Ack<{ playerId: string; token: string; view: RoomView }>;
    if (reply.ok) this.#seen(reply.view);
    return reply;
  }

  async attach(
    message:
      | { role: 'player'; code: string; token: string }
      | { role: 'host'; code: string; secret: string }
      | { role: 'wall'; code: string },
  ): Promise<Ack<{ view: RoomView }>> {
    const reply = (await this.ask('attach', { version: PROTOCOL_VERSION, ...message })) as unknown as Ack<{
      view: RoomView;
    }>;
    if (reply.ok) this.#seen(reply.view);
    return reply;
  }

  command(command: CommandMessage): Promise<Record<string, unknown>> {
    return this.ask('command', command);
  }

  /** Judges the picture that this device shows. */
  judge(pFake: number, change: Partial<JudgeMessage> = {}): Promise<Record<string, unknown>> {
    const { view } = this;
    const trialId = 'trial' in view && view.trial ? view.trial.trialId : 'none';
    return this.ask('judge', { judgmentId: uuid(), trialId, pFake, responseMs: 500, display: SHOWN, ...change });
  }

  get view(): RoomView {
    const view = this.views.at(-1);
    if (!view) throw new Error('no view yet');
    return view;
  }

  /** The first view, from now on or the newest, that fits. */
  async until<P extends Phase>(
    phase: P,
    fits: (view: Extract<RoomView, { phase: P }>) => boolean = () => true,
  ): Promise<Extract<RoomView, { phase: P }>> {
    const deadline = Date.now() + 8000;
    for (;;) {
      const view = this.views.at(-1);
      if (view?.phase === phase && fits(view as Extract<RoomView, { phase: P }>))
        return view as Extract<RoomView, { phase: P }>;
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`no such view in '${phase}'; the last: ${JSON.stringify(view)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  close(): void {
    this.socket.disconnect();
  }
}

export interface Hosted {
  readonly code: string;
  readonly secret: string;
  readonly host: Device;
}

/** A room with its host attached. */
export async function hostRoom(url: string, settings: Partial<RoomSettings> = {}): Promise<Hosted> {
  const response = await fetch(new URL('api/rooms', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ settings: { dataset: DATASET, lots: 2, ...settings } }),
  });
  const { code, hostSecret } = (await response.json()) as { code: string; hostSecret: string };
  const host = new Device(url);
  await host.attach({ role: 'host', code, secret: hostSecret });
  return { code, secret: hostSecret, host };
}
