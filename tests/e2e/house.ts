import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A real server in a process of its own, on a data folder of its own. */
export interface House {
  readonly url: string;
  readonly dataDir: string;
  /** SIGKILL, and the same server again on the same folder and port. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the built server on a free port. @param args more words for `uncanny serve` */
export async function openHouse(args: readonly string[] = []): Promise<House> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'uncanny-e2e-'));
  let { child, port } = await serve(dataDir, 0, args);
  return {
    get url() {
      return `http://127.0.0.1:${port}/`;
    },
    dataDir,
    async killAndRestart() {
      await ended(child, 'SIGKILL');
      ({ child, port } = await serve(dataDir, port, args));
    },
    async stop() {
      await ended(child, 'SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function serve(dataDir: string, port: number, args: readonly string[]): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(
    process.execPath,
    [
      path.join(root, 'bin', 'uncanny.mjs'),
      'serve',
      '--port',
      String(port),
      '--host',
      '127.0.0.1',
      '--data',
      dataDir,
      ...args,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production' } },
  );
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /http:\/\/localhost:(\d+)/.exec(said);
      if (address) resolve({ child, port: Number(address[1]) });
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    child.once('exit', (code) => reject(new Error(`The server left with ${code}: ${said}`)));
  });
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

export const launchBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-gpu',
    ],
  });

/** What went wrong on a page that nobody asked for: script errors and answers of 5xx. */
export interface Watched {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly troubles: string[];
}

export type Device = 'projector' | 'laptop' | 'phone' | 'smallPhone';

const SIZES: Readonly<
  Record<Device, { readonly width: number; readonly height: number; readonly scale: number; readonly touch: boolean }>
> = {
  projector: { width: 1920, height: 1080, scale: 1, touch: false },
  laptop: { width: 1440, height: 900, scale: 1, touch: false },
  phone: { width: 390, height: 844, scale: 2, touch: true },
  smallPhone: { width: 360, height: 640, scale: 2, touch: true },
};

/** A fresh visitor: own storage, own size. */
export async function visitor(browser: Browser, device: Device, language: 'en' | 'ko' = 'en'): Promise<Watched> {
  const size = SIZES[device];
  const context = await browser.newContext({
    viewport: { width: size.width, height: size.height },
    deviceScaleFactor: size.scale,
    hasTouch: size.touch,
    isMobile: size.touch,
    locale: language === 'ko' ? 'ko-KR' : 'en-GB',
  });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 500) troubles.push(`${response.status()} ${response.url()}`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:/.test(protocol) && hostname !== '127.0.0.1') troubles.push(`asked outside: ${request.url()}`);
  });
  return { page, context, troubles };
}
