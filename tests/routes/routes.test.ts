import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBoard } from '../../server/board/board.ts';
import { answered } from '../board/judgments.ts';
import { openGallery } from '../../server/gallery/gallery.ts';
import type { Gallery } from '../../server/gallery/gallery.ts';
import { openGalleryWriter } from '../../server/gallery/hang.ts';
import { createApiRouter } from '../../server/transport/routes/index.ts';
import { describeGenerators } from '../../server/workers/catalogue.ts';
import type { Training } from '../../server/workers/index.ts';
import type { TrainingJob, TrainingRequest } from '../../shared/protocol/http.ts';
import { digits, freshFolder, model, pool } from '../gallery/sample.ts';

const vae = model('vae');
const job: TrainingJob = {
  id: 'strokes-vae-s0-1',
  generator: 'vae',
  dataset: 'strokes',
  preset: 'classroom',
  overrides: {},
  seed: 0,
  status: 'queued',
  step: 0,
  totalSteps: 0,
  secondsLeft: null,
  startedAt: null,
  turn: 0,
  doing: null,
  losses: [],
  grid: 0,
  grids: [],
  snapshots: [],
  failure: null,
  failureKind: null,
};
const wish: TrainingRequest = { generator: 'vae', dataset: 'strokes', preset: 'classroom', overrides: {}, seed: 0 };

let gallery: Gallery;
let server: Server;
let base: string;
let asked: string[];
/** Where grids of the job lie. */
let pictures: string;

/** Answers as the queue would; the queue itself is tested with real processes. */
const training: Training = {
  jobs: () => [job],
  add: async (request) => {
    asked.push(`add ${request.generator}`);
    return { ok: true, job };
  },
  pause: async (id) => {
    asked.push(`pause ${id}`);
    return id === job.id ? { ok: true, job } : { ok: false, code: 'training/unknown', message: 'none' };
  },
  resume: async () => ({ ok: true, job }),
  cancel: async () => ({ ok: true, job }),
  earlier: async () => ({ ok: true, job }),
  later: async () => ({ ok: true, job }),
  gridFile: (_id, step) => (step === 12 ? join(pictures, '12.png') : null),
  pid: null,
  close: async () => undefined,
};

beforeAll(async () => {
  pictures = freshFolder();
  writeFileSync(join(pictures, '12.png'), 'a grid');
  const folder = freshFolder();
  const writer = await openGalleryWriter(folder);
  writer.putDataset(digits);
  writer.hang(pool(null, 20));
  writer.putModel(vae);
  writer.hang(pool(vae.id, 70));
  await writer.close();
  gallery = await openGallery(folder);
  const api = createApiRouter({
    gallery,
    preparation: {
      preparing: () => ({ en: 'Preparing.', ko: '준비 중.' }),
      datasets: async () => [],
      fetch: async (name) => name === 'mnist',
    },
    training,
    board: createBoard({
      gallery,
      ask: async (question) => answered(question, []),
      untold: () => [],
      judgmentsWritten: () => 0,
      appraisals: () => 0,
      generators: describeGenerators,
    }),
    generators: describeGenerators,
    lab: {
      ask: async (question) => {
        asked.push(`lab ${question.operation} ${JSON.stringify(question.input)}`);
        return question.operation === 'sample'
          ? { ok: true, value: { of: question.subject.kind } }
          : { ok: false, code: 'lab/unknown', message: 'none' };
      },
    },
    mayAskLab: (request) => request.get('x-impatient') === undefined,
    isHost: (code, secret) => code === 'ACDEFG' && secret === 'the-right-secret',
    about: () => ({ version: '1.2.3', addresses: ['http://192.168.0.7:3000'], rooms: 2, connections: 30 }),
  });
  server = createServer(express().use('/class/api', api)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/class/api`;
});
afterAll(async () => {
  server.close();
  await gallery.close();
});
beforeEach(() => void (asked = []));

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${base}${path}`, { headers });
const post = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(`${base}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

describe('the API', () => {
  it('tells what this server is', async () => {
    expect(await (await get('/info')).json()).toMatchObject({
      version: '1.2.3',
      rooms: 2,
      preparing: { en: 'Preparing.' },
    });
  });

  it('lists models with the words of their generator, and shows a grid of each', async () => {
    const [first] = (await (await get('/models')).json()) as Record<string, unknown>[];
    expect(first).toMatchObject({
      id: vae.id,
      generator: 'vae',
      dataset: 'strokes',
      pool: 70,
      shipped: true,
      scores: null,
    });
    expect((first!['idea'] as { ko: string }).ko).not.toBe('');
    const grid = await get(`/models/${vae.id}/grid.png`);
    expect([grid.status, grid.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect((await get('/models/unknown/grid.png')).status).toBe(404);
  });

  it('lists generators with their config fields', async () => {
    const all = (await (await get('/generators')).json()) as { name: string; fields: unknown[] }[];
    expect(all.find(({ name }) => name === 'vae')!.fields.length).toBeGreaterThan(0);
  });

  it('sends an unchanged board as 304', async () => {
    const first = await get('/board?dataset=strokes');
    const board = (await first.json()) as { version: string; rows: unknown[] };
    expect(first.headers.get('etag')).toBe(`"${board.version}"`);
    expect(board.rows).toHaveLength(1);
    expect((await get('/board?dataset=strokes', { 'if-none-match': `"${board.version}"` })).status).toBe(304);
    expect((await get('/board?dataset=strokes&dataset=mnist')).status).toBe(400);
  });
});

describe('authority', () => {
  /** As if through a proxy on this machine, for somebody elsewhere. */
  const elsewhere = { 'x-forwarded-for': '192.168.0.20' };

  it('is given to this machine itself', async () => {
    expect(await (await post('/training', wish)).json()).toEqual({ ok: true, job });
    expect(asked).toEqual(['add vae']);
  });

  it.each([
    ['nobody', {}],
    ['a wrong secret', { 'x-room-code': 'ACDEFG', 'x-host-secret': 'a-wrong-secret' }],
    ['a secret without its room', { 'x-host-secret': 'the-right-secret' }],
    ['a player', { 'x-room-code': 'ACDEFG' }],
  ])('is refused to %s from elsewhere', async (_who, headers) => {
    for (const path of [
      '/training',
      `/training/${job.id}/pause`,
      `/training/${job.id}/earlier`,
      '/datasets/mnist/fetch',
    ]) {
      const reply = await post(path, wish, { ...elsewhere, ...headers });
      expect([reply.status, await reply.json()]).toMatchObject([403, { ok: false, code: 'training/not-allowed' }]);
    }
    expect(asked).toEqual([]);
  });

  it('is given to the host of an open room, however the code is typed', async () => {
    const reply = await post(`/training/${job.id}/pause`, undefined, {
      ...elsewhere,
      'x-room-code': 'acd-efg',
      'x-host-secret': 'the-right-secret',
    });
    expect(reply.status).toBe(200);
    expect(asked).toEqual([`pause ${job.id}`]);
  });

  it('is not given to a page of another site that this machine happens to show', async () => {
    const foreign: Record<string, string>[] = [{ origin: 'http://evil.example' }, { 'sec-fetch-site': 'cross-site' }];
    for (const headers of foreign) {
      expect((await raw('/datasets/mnist/fetch', headers)).status).toBe(403);
    }
    expect((await raw('/datasets/mnist/fetch', { origin: base.replace('/class/api', '') })).status).toBe(200);
  });

  /** fetch() does not let a caller say where it comes from; a plain request does. */
  async function raw(path: string, headers: Record<string, string>): Promise<{ status: number }> {
    const request = httpRequest(`${base}${path}`, { method: 'POST', headers });
    request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    return { status: response.statusCode! };
  }
});

describe('bad requests', () => {
  it.each([
    ['a missing field', { ...wish, seed: undefined }],
    ['a wrong preset', { ...wish, preset: 'quick' }],
    ['a list as override', { ...wish, overrides: { steps: [1] } }],
    ['no object', 'train'],
  ])('%s is told', async (_what, body) => {
    const reply = await post('/training', body);
    expect(reply.status).toBe(400);
    expect(asked).toEqual([]);
  });

  it('an unknown job or data set is not found', async () => {
    expect((await post('/training/nothing/pause')).status).toBe(404);
    expect((await post('/datasets/nothing/fetch')).status).toBe(404);
    expect((await get(`/training/${job.id}/grid.png`)).status).toBe(404);
    for (const step of ['13', '-12', '1e1', '..%2F12', 'x'])
      expect((await get(`/training/${job.id}/grids/${step}.png`)).status).toBe(404);
    expect(await (await get(`/training/${job.id}/grids/12.png`)).text()).toBe('a grid');
  });
});

describe('the lab', () => {
  it('hands a question about a model on, with where its checkpoint lies', async () => {
    const response = await post(`/lab/models/${vae.id}/sample`, { n: 3 });
    expect(await response.json()).toEqual({ of: 'model' });
    expect(asked).toEqual(['lab sample {"n":3}']);
  });

  it('hands a question about a data set on', async () => {
    expect(await (await post('/lab/datasets/mnist/sample', {})).json()).toEqual({ of: 'dataset' });
  });

  it.each([
    ['an unknown model', '/lab/models/nothing/sample', {}, 404, 'lab/unknown'],
    ['an unknown operation', `/lab/models/${vae.id}/juggle`, {}, 404, 'lab/unknown'],
    ['a body that is no object', `/lab/models/${vae.id}/sample`, [1], 400, 'protocol/malformed'],
    ['a data set with an odd name', '/lab/datasets/..%2Fsecrets/sample', {}, 400, 'protocol/malformed'],
  ])('refuses %s in words', async (_what, path, body, status, code) => {
    const response = await post(path, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ ok: false, code });
  });

  it('refuses who asks too fast, before anything is computed', async () => {
    const response = await post(`/lab/models/${vae.id}/sample`, {}, { 'x-impatient': '1' });
    expect(response.status).toBe(429);
    expect(asked).toEqual([]);
  });
});
