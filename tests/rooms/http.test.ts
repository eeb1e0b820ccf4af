import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cell } from '../../server/transport/judgments-csv.ts';
import { RateLimit } from '../../server/transport/rate-limit.ts';
import { Device, hostRoom, serve, type Served } from './harness.ts';
import { MemoryLog } from './memory-ports.ts';
import { refused } from './table.ts';

let clientDir: string;
let served: Served;

beforeAll(async () => {
  clientDir = mkdtempSync(join(tmpdir(), 'uncanny-client-'));
  mkdirSync(join(clientDir, 'assets'));
  writeFileSync(join(clientDir, 'index.html'), '<!doctype html><html><head><title>Uncanny</title></head></html>');
  writeFileSync(join(clientDir, 'assets', 'main-abc.js'), 'export {};');
  served = await serve({ log: new MemoryLog(), clientDir, basePath: '/class/' });
});
afterAll(async () => {
  await served.stop();
  rmSync(clientDir, { recursive: true });
});

const at = (path: string): URL => new URL(path, served.url);
const post = (path: string, body: string): Promise<Response> =>
  fetch(at(path), { method: 'POST', headers: { 'content-type': 'application/json' }, body });

describe('over HTTP', () => {
  it('lives below its base path and leads there', async () => {
    expect((await fetch(at('healthz'))).status).toBe(200);
    const root = await fetch(new URL('/', served.url), { redirect: 'manual' });
    expect([root.status, root.headers.get('location')]).toEqual([302, '/class/']);
    const { code, host } = await hostRoom(served.url);
    expect(code).toMatch(/^\w{6}$/);
    expect(host.view.phase).toBe('lobby');
    host.close();
  });

  it('gives the page for every address of a page, with its base, and files for ever', async () => {
    for (const path of ['', 'join/ABCDEF', 'lab/deep/er']) {
      const page = await fetch(at(path), { headers: { accept: 'text/html' } });
      expect(await page.text()).toContain('<base href="/class/">');
      expect(page.headers.get('cache-control')).toBe('no-cache');
    }
    expect((await fetch(at('assets/main-abc.js'))).headers.get('cache-control')).toContain('immutable');
  });

  it('lets nothing in from other hosts', async () => {
    const { headers } = await fetch(at(''), { headers: { accept: 'text/html' } });
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('content-security-policy')).not.toMatch(/https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('counts what happens', async () => {
    const text = await (await fetch(at('metrics'))).text();
    for (const name of [
      'uncanny_rooms_open',
      'uncanny_connections',
      'uncanny_judgments_total',
      'uncanny_append_seconds',
      'process_cpu',
    ])
      expect(text).toContain(name);
  });

  it('answers bad requests in words', async () => {
    for (const [body, status] of [
      ['{', 400],
      ['{"settings":{"lots":1}}', 400],
      ['"x"', 400],
      [`{"settings":{"dataset":"${'x'.repeat(40_000)}"}}`, 413],
    ] as const) {
      const response = await post('api/rooms', body);
      expect(response.status).toBe(status);
      refused((await response.json()) as object, 'protocol/malformed');
    }
    const nowhere = await fetch(at('api/nothing'));
    expect(nowhere.status).toBe(404);
    expect(nowhere.headers.get('content-type')).toContain('json');
    const solo = await post('api/solo', JSON.stringify({ language: 'en', settings: { dataset: 'nowhere' } }));
    expect(solo.status).toBe(409);
    refused((await solo.json()) as object, 'room/not-enough-pictures');
    const open = served.rooms.openCount;
    expect((await fetch(at('api/rooms/AAAAAA/judgments.csv'))).status).toBe(404);
    expect((await fetch(at('api/rooms/xx/judgments.csv'))).status).toBe(400);
    expect(served.rooms.openCount).toBe(open);
  });

  it('drains: health says so, no new rooms, no new seats, everybody is told', async () => {
    const going = await serve({ log: new MemoryLog() });
    const { code, host } = await hostRoom(going.url);
    going.rooms.startDraining();
    going.gateway.announceDraining();
    expect((await fetch(new URL('healthz', going.url))).status).toBe(503);
    const late = new Device(going.url);
    refused(await late.join(code, 'ann'), 'server/draining');
    const made = await fetch(new URL('api/rooms', going.url), { method: 'POST' });
    expect(made.status).toBe(503);
    refused((await made.json()) as object, 'server/draining');
    expect(await host.command({ type: 'start' })).toEqual({ ok: true });
    expect(host.drainings).toBe(1);
    late.close();
    host.close();
    await going.stop();
  });
});

describe('a cell of a spreadsheet', () => {
  it('is never a formula', () => {
    for (const text of ['=1+1', '+1', '-1', '@x', ' =1', '\t=1', '\u0000=1', '＝1']) expect(cell(text)).toMatch(/^"'/);
    expect(cell('ann')).toBe('ann');
    expect(cell('a"b,c')).toBe('"a""b,c"');
    expect(cell(-40)).toBe('-40');
    expect(cell(null)).toBe('');
  });
});

describe('a rate limit', () => {
  it('lets a burst through, then what it may a second, for each key apart', () => {
    let now = 0;
    const limit = new RateLimit({ burst: 3, perSecond: 2 }, () => now);
    const takes = (n: number, key = 'a'): number =>
      Array.from({ length: n }, () => limit.take(key)).filter(Boolean).length;
    expect(takes(10)).toBe(3);
    expect(takes(10, 'b')).toBe(3);
    now = 1000;
    expect(takes(10)).toBe(2);
    now = 3600_000;
    expect(takes(10)).toBe(3);
  });
});
