import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBoard } from '../../server/board/board.ts';
import type { Untold } from '../../server/game/untold.ts';
import { boardRouter } from '../../server/transport/routes/board.ts';
import { answered, compared, judgments, searched } from '../board/judgments.ts';
import { model } from '../gallery/sample.ts';

const vae = { ...model('vae'), pool: 70 };
const pictures = [
  ...judgments('ann', vae.id, 6, 2),
  ...judgments('ann', null, 5, 1),
  ...judgments('program', vae.id, 3, 3, { room: 'r2', simulated: true }),
];
const walls = [
  searched('ann', vae.id, 11, { pairs: 1, pair: '0-3', pictures: 'one two three four' }),
  searched('ann', 'real', 12, { planted: 1, plantedFound: 1 }),
  compared('ann', [vae.id, 'real'], 'right', 13),
];
/** Rooms that have more to tell. */
let untold: Untold[] = [];

let server: Server;
let base: string;
beforeAll(async () => {
  const board = createBoard({
    gallery: { models: () => [vae], datasets: () => ['strokes'] },
    ask: async (question) => answered(question, pictures, walls),
    untold: () => untold,
    judgmentsWritten: () => 0,
    appraisals: () => 0,
    generators: async () => [],
  });
  server = createServer(express().use(boardRouter(board))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const get = (path: string) => fetch(`${base}${path}`);

describe('the board', () => {
  const json = async (path: string) => (await (await get(path)).json()) as Record<string, unknown>;
  const csv = async (path: string) => {
    const reply = await get(path);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/csv/)]);
    const [head, ...lines] = (await reply.text()).trimEnd().split('\r\n');
    return { name: reply.headers.get('content-disposition'), head: head!.split(','), lines };
  };

  it('shows people beside machines, verdicts and walls', async () => {
    const board = await json('/board?dataset=strokes');
    expect(board['filter']).toEqual({ players: 'people' });
    expect(board['rows']).toMatchObject([{ n: 6, participants: 1, nEff: { n: 1, corrected: true }, varied: { n: 1 } }]);
    expect(board['controls']).toMatchObject({ spotting: { share: 1, n: 1 }, falseAlarms: null, variedReals: { n: 1 } });
    expect(board['facets']).toMatchObject({ people: 14, simulated: 3, rooms: [{ n: 14 }, { n: 3 }] });
  });

  it.each([
    ['mode=verdict', 6, null],
    ['mode=twins', 0, 1],
    ['room=r2&players=all', 3, null],
    ['room=nowhere', 0, null],
    ['players=simulated', 3, null],
    ['players=all', 9, 1],
    ['label=1', 1, null],
    ['until=1003', 3, null],
    ['since=1003&until=2000', 3, null],
    ['since=2011', 0, 1],
  ])('counts what the filter %s leaves', async (filter, n, searches) => {
    const board = await json(`/board?dataset=strokes&${filter}`);
    expect(board['rows']).toMatchObject([{ n, nEff: searches === null ? null : { n: searches } }]);
    const rows = await json(`/board/rows?dataset=strokes&${filter}&model=${vae.id}`);
    expect(rows['total']).toBe(n);
  });

  it.each([
    'label=one',
    'label=-1',
    'players=robots',
    'since=yesterday',
    'limit=0',
    'limit=501',
    'offset=-1',
    'withReals=x',
  ])('refuses %s', async (query) => {
    const reply = await get(`/board/rows?dataset=strokes&${query}`);
    expect([reply.status, await reply.json()]).toMatchObject([400, { ok: false }]);
    if (/label|players|since/.test(query)) expect((await get(`/board?${query}`)).status).toBe(400);
  });

  it('opens a number to its rows, a page at a time', async () => {
    const first = await json(`/board/rows?dataset=strokes&model=${vae.id}&withReals=true&limit=4`);
    const rest = await json(`/board/rows?dataset=strokes&model=${vae.id}&withReals=true&limit=100&offset=4`);
    expect([first['total'], rest['total']]).toEqual([11, 11]);
    const rows = [...(first['rows'] as object[]), ...(rest['rows'] as object[])];
    expect(rows).toHaveLength(11);
    expect((await json('/board/rows?dataset=strokes&model=reals'))['total']).toBe(5);
    expect((await json('/board/rows?dataset=strokes&picture=picture-2'))['total']).toBe(2);
    expect((await json('/board/rows?dataset=strokes&offset=99'))['rows']).toEqual([]);
  });

  it('opens human diversity to its walls', async () => {
    const twins = await json(`/board/walls?dataset=strokes&mode=twins&model=${vae.id}`);
    expect(twins).toMatchObject({
      total: 2,
      rows: [
        { model: vae.id, pairs: 1 },
        { model: 'real', plantedFound: 1 },
      ],
    });
    expect(await json('/board/walls?dataset=strokes&mode=variety&model=real')).toMatchObject({ total: 1 });
    expect(await json('/board/walls?dataset=strokes&mode=twins&room=r2')).toMatchObject({ total: 0 });
    for (const query of ['', '?mode=verdict', '?mode=twins&limit=0'])
      expect((await get(`/board/walls${query}`)).status).toBe(400);
  });

  it('gives all rows as files that the analysis reads', async () => {
    const rows = await csv(`/board/rows.csv?dataset=strokes&model=${vae.id}&withReals=true&players=people`);
    expect(rows.name).toMatch(/filename="?judgments-strokes\.csv/);
    expect(rows.head).toEqual(expect.arrayContaining(['participant', 'truth', 'model', 'response', 'image', 'room']));
    expect(rows.lines).toHaveLength(11);
    const twins = await csv('/board/walls.csv?dataset=strokes&mode=twins');
    expect(twins.head).toEqual(
      expect.arrayContaining(['participant', 'model', 'size', 'pairs', 'planted_found', 'wall']),
    );
    expect(twins.lines).toHaveLength(2);
    const variety = await csv('/board/walls.csv?dataset=strokes&mode=variety');
    expect(variety.head).toEqual(expect.arrayContaining(['left', 'right', 'winner', 'participant', 'wall']));
    expect(variety.lines).toHaveLength(1);
    const odd = await csv('/board/walls.csv?dataset=..%2Fx&mode=twins');
    expect(odd.name).toMatch(/^attachment; filename="?twins-___x\.csv"?$/);
  });

  it('tells nothing that a room has not been told, by any route', async () => {
    untold = [{ room: 'r1', game: 1, fromTrial: 1 }];
    try {
      const all = '?dataset=strokes&players=all';
      expect((await json(`/board${all}&since=1`))['rows']).toMatchObject([{ n: 3, nEff: null, varied: null }]);
      expect((await json(`/board/rows${all}`))['total']).toBe(3);
      expect((await json(`/board/walls${all}&mode=twins`))['total']).toBe(0);
      expect((await csv(`/board/rows.csv${all}`)).lines).toHaveLength(3);
      expect((await csv(`/board/walls.csv${all}&mode=variety`)).lines).toHaveLength(0);
      expect((await get('/board/pictures/strokes/two.png')).status).toBe(404);
      expect((await get('/board/pictures/strokes/picture-5.png')).status).toBe(404);
    } finally {
      untold = [];
    }
    expect((await get('/board/pictures/strokes/two.png')).status).toBe(200);
    expect((await get('/board/pictures/strokes/picture-5.png')).status).toBe(200);
    expect((await get('/board/pictures/strokes/nothing.png')).status).toBe(404);
  });
});
