import { readFileSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Router } from 'express';
import { pino } from 'pino';
import { addressesOf } from './addresses.ts';
import { createBoard } from './board/board.ts';
import { openGallery } from './gallery/gallery.ts';
import { Rooms } from './rooms/rooms.ts';
import { openStore } from './store/store.ts';
import { addressOf } from './transport/address.ts';
import { createGateway } from './transport/gateway.ts';
import { createHttpApp } from './transport/http-app.ts';
import { createLimits } from './transport/limits.ts';
import { createMetrics } from './transport/metrics.ts';
import { createApiRouter } from './transport/routes/index.ts';
import { describeGenerators, startWorkers } from './workers/index.ts';

export interface ServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Begins and ends with a slash. */
  readonly basePath: string;
  readonly trustProxy: boolean;
  /** Rooms, judgments, gallery, runs and downloads of this server. Absolute. */
  readonly dataDir: string;
  /** Checkpoints and pools that ship. Absolute. */
  readonly modelsDir: string;
  /** Data set files that a person supplied, or null. Absolute. */
  readonly suppliedDir: string | null;
  /** The built client. Absolute. */
  readonly clientDir: string;
  /** Seconds of training between snapshots; left out, those of a class that plays. */
  readonly snapshotSeconds?: number;
  /** Of pino: `warn`, `info`, … */
  readonly logLevel: string;
  /** Takes a sentence for whoever started the server. */
  readonly say: (line: string) => void;
}

export interface RunningServer {
  readonly port: number;
  /** Best for phones first. */
  readonly addresses: readonly string[];
  /** True where reals of a data set hang or its files are here. */
  hasPictures(dataset: string): Promise<boolean>;
  /** Tells everybody, flushes everything, ends the workers; open rooms go on at the next start. */
  stop(): Promise<void>;
}

/** The port is taken or may not be used, told in one sentence. */
export class PortError extends Error {
  override readonly name = 'PortError';
}

/** What takes longer than this is said, ms. */
const LONG = 1000;

/**
 * Builds the whole server from its parts: store, gallery, workers, rooms, transport.
 * @throws PortError, StorageError in one sentence each
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { basePath, trustProxy, say } = options;
  const log = pino({ level: options.logLevel });
  const warn = (sentence: string, error?: unknown): void =>
    log.warn(error === undefined ? {} : { err: error }, sentence);
  const failed = (error: unknown): void => log.error({ err: error }, 'a request failed');

  // The port first: a second server on it must not touch the data folder.
  const http = createServer();
  await listen(http, options.port, options.host);
  const port = (http.address() as AddressInfo).port;
  const addresses = addressesOf(options.host, port, basePath);

  const undo: (() => Promise<void>)[] = [() => closed(http)];
  const stopAll = async (): Promise<void> => {
    for (const step of undo.reverse()) await step();
  };
  try {
    const store = await saidWhenLong(say, 'Opening the data folder and checking it ...', openStore(options.dataDir));
    undo.push(() => store.close());
    const gallery = await openGallery(options.dataDir);
    undo.push(() => gallery.close());

    const metrics = createMetrics();
    const rooms = new Rooms({ log: store.rooms, gallery, observer: metrics.observer(warn), now: Date.now });
    metrics.watch(rooms);
    await saidWhenLong(say, 'Continuing the rooms that were open ...', rooms.recover());

    const workers = await startWorkers({
      store,
      gallery,
      modelsDir: options.modelsDir,
      suppliedDir: options.suppliedDir,
      snapshotSeconds: options.snapshotSeconds,
      rooms: () => rooms.openCount,
      warn,
    });
    undo.push(() => workers.close());

    const limits = createLimits();
    const api = createApiRouter({
      gallery,
      preparation: workers.preparation,
      training: workers.training,
      board: createBoard({
        gallery,
        ask: (question) => workers.analyst.ask(question),
        untold: () => rooms.untold(),
        judgmentsWritten: () => store.judgmentsWritten(),
        appraisals: () => workers.appraisal.done,
        generators: describeGenerators,
      }),
      generators: describeGenerators,
      lab: workers.lab,
      mayAskLab: (request) => limits.addressLab.take(addressOf(request, trustProxy)),
      isHost: (code, secret) => rooms.isHost(code, secret),
      about: () => ({ version, addresses, rooms: rooms.openCount, connections: rooms.connectionCount }),
    });
    http.on(
      'request',
      createHttpApp({
        rooms,
        judgments: store,
        sources: gallery,
        limits,
        metrics,
        clientDir: options.clientDir,
        basePath,
        trustProxy,
        routes: [Router().use('/api', api)],
        failed,
      }),
    );
    const gateway = createGateway(http, { rooms, limits, basePath, trustProxy, now: Date.now, failed });

    // The first visitor on a fresh folder should find pictures to judge.
    const nothingToPlay = !gallery.datasets().some((name) => gallery.reals(name) > 0);
    if (nothingToPlay)
      await saidWhenLong(
        say,
        'Drawing and hanging the first pictures ...',
        firstPictures(gallery, workers.preparation.settled),
      );

    return {
      port,
      addresses,
      hasPictures: async (dataset) => gallery.reals(dataset) > 0 || (await workers.preparation.isAvailable(dataset)),
      async stop() {
        rooms.startDraining();
        gateway.announceDraining();
        await rooms.drain();
        await gateway.close();
        await stopAll();
      },
    };
  } catch (error) {
    await stopAll().catch(() => undefined); // the first failure is the one to tell
    throw error;
  }
}

const version = (
  JSON.parse(
    readFileSync(
      new URL(import.meta.url.endsWith('.ts') ? '../package.json' : '../../package.json', import.meta.url),
      'utf8',
    ),
  ) as {
    version: string;
  }
).version;

/** Resolves when a game could be dealt, or when the preparation is over all the same. */
async function firstPictures(
  gallery: { models(): readonly { readonly pool: number }[] },
  settled: Promise<void>,
): Promise<void> {
  let over = false;
  void settled.then(() => (over = true));
  while (!over && !gallery.models().some(({ pool }) => pool > 0))
    await new Promise((resolve) => setTimeout(resolve, 50));
}

async function saidWhenLong<T>(say: (line: string) => void, sentence: string, work: Promise<T>): Promise<T> {
  const timer = setTimeout(() => say(sentence), LONG);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}

function listen(http: HttpServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => reject(new PortError(portSentence(error, port, host))));
    http.listen(port, host, resolve);
  });
}

function portSentence({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is already in use; stop what uses it, or choose another: --port ${port + 1}`;
  if (code === 'EACCES') return `Port ${port} may not be used by this account; choose one above 1023: --port 3000`;
  if (code === 'EADDRNOTAVAIL')
    return `This machine has no address ${host}; choose one of its own with --host, or leave it out.`;
  return `Port ${port} of ${host} can't be opened (${message}).`;
}

const closed = (http: HttpServer): Promise<void> =>
  new Promise((resolve) => {
    http.close(() => resolve());
    http.closeAllConnections();
  });
