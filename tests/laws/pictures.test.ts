import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stimulusIdOf } from '../../server/game/state.ts';
import { openGallery, type Gallery } from '../../server/gallery/gallery.ts';
import { openGalleryWriter } from '../../server/gallery/hang.ts';
import type { LiveRoom } from '../../server/rooms/live-room.ts';
import { digits, freshFolder, model, noise, pool } from '../gallery/sample.ts';
import { serve, type Served } from '../rooms/harness.ts';
import { MemoryLog } from '../rooms/memory-ports.ts';

const LOTS = 60;
const ROUNDS = 3;
let folder: string;
let gallery: Gallery;
let served: Served;

interface Fetched {
  readonly truth: 'real' | 'fake';
  readonly id: string;
  readonly headers: readonly string[];
  readonly body: Buffer;
  readonly ms: number;
  readonly view: string;
}
const fetched: Fetched[] = [];

beforeAll(async () => {
  folder = freshFolder();
  const writer = await openGalleryWriter(folder);
  writer.putDataset(digits);
  // Reals of few grey levels and smooth fakes: an encoder that compressed would tell them apart by length.
  writer.hang(pool(null, 300, { images: noise(300 * 784, 'real').map((v) => (v < 128 ? 0 : 255)) }));
  const vae = model('vae');
  writer.putModel(vae);
  writer.hang(pool(vae.id, 300, { images: new Uint8Array(300 * 784).map((_, i) => (i * 7) % 31) }));
  await writer.close();
  gallery = await openGallery(folder);
  served = await serve({ log: new MemoryLog(), gallery });
  for (let round = 0; round < ROUNDS; round++) await playRound();
});
afterAll(async () => {
  await served.stop();
  await gallery.close();
  rmSync(folder, { recursive: true });
});

async function playRound(): Promise<void> {
  const made = await served.rooms.create({ dataset: 'strokes', lots: LOTS, seconds: null });
  if (!made.ok) throw new Error(made.message);
  const room = served.rooms.find(made.code) as LiveRoom;
  await room.command(null, { type: 'start' });
  for (let lot = 1; lot <= LOTS; lot++) {
    const view = room.view({ role: 'wall' });
    if (view.phase !== 'judging' || room.state.phase !== 'judging') throw new Error(`lot ${lot} is not open`);
    const { game } = room.state;
    const { truth } = game.deal.pictures[game.deal.decks['*']![lot - 1]!]!;
    const began = performance.now();
    const response = await fetch(new URL(view.trial!.stimulus.url, served.url));
    const body = Buffer.from(await response.arrayBuffer());
    const ms = performance.now() - began;
    const headers = [...response.headers]
      .filter(([name]) => name !== 'date')
      .map(([name, value]) => `${name}: ${value}`);
    fetched.push({ truth, id: view.trial!.stimulus.id, headers, body, ms, view: JSON.stringify(view) });
    await room.command(null, { type: 'skip' });
  }
  await room.command(null, { type: 'close' });
}

const of = (truth: 'real' | 'fake'): readonly Fetched[] => fetched.filter((one) => one.truth === truth);

describe('a picture tells nothing but its pixels', () => {
  it('by its headers, and no cache on the way keeps it', () => {
    expect(of('real').length).toBeGreaterThan(40);
    expect(of('fake').length).toBeGreaterThan(40);
    expect(new Set(fetched.map(({ headers }) => headers.join('\n'))).size).toBe(1);
    expect(fetched[0]!.headers).toContain('cache-control: private, no-store');
    expect(fetched[0]!.headers.join()).not.toMatch(/etag|last-modified|expires/);
  });

  it('by its size and metadata', () => {
    expect(new Set(fetched.map(({ body }) => body.length)).size).toBe(1);
    for (const { body } of fetched) {
      const chunks = [...body.toString('latin1').matchAll(/IHDR|IDAT|IEND|tEXt|zTXt|iTXt|tIME|eXIf|pHYs|gAMA/g)].map(
        ([name]) => name,
      );
      expect(chunks.slice(0, 2).concat(chunks.slice(-1))).toEqual(['IHDR', 'IDAT', 'IEND']);
      expect(body.subarray(0, 33)).toEqual(fetched[0]!.body.subarray(0, 33));
    }
  });

  it('by its name, which is new for every deal', () => {
    expect(new Set(fetched.map(({ id }) => id)).size).toBe(fetched.length);
    for (const { id } of fetched) expect(id).toMatch(/^[\w-]{22}$/);
    // No character in any place leans to one side: of 22 x 64 shares none is far from what chance gives.
    const bits = (ids: readonly Fetched[], place: number): number =>
      ids.filter(({ id }) => id.charCodeAt(place) & 1).length / ids.length;
    for (let place = 0; place < 22; place++)
      expect(Math.abs(bits(of('real'), place) - bits(of('fake'), place))).toBeLessThan(0.4);
  });

  it('by what comes with it: views of real and fake are alike but for ids, lot and time', () => {
    const shape = (view: string): string => view.replace(/"[\w-]{22}"|s\/[\w-]{22}\.png/g, '#').replace(/\d+/g, '0');
    const codeless = fetched.map(({ view }) => shape(view).replace(/"code":"\w+"/, ''));
    expect(new Set(codeless).size).toBe(1);
  });

  it('by its place in the game: real and fake follow each other as coins fall', () => {
    const same = fetched.slice(1).filter(({ truth }, i) => truth === fetched[i]!.truth).length;
    expect(Math.abs(same / (fetched.length - 1) - 0.5)).toBeLessThan(0.2); // 5 standard errors of 179 tosses
  });

  it('by the time it takes', () => {
    // Area under the ROC of a spy who says 'fake' for slow answers; 0.5 is blind, 4 standard errors allowed.
    const [reals, fakes] = [of('real'), of('fake')];
    const slower = fakes.flatMap((fake) =>
      reals.map((real) => (fake.ms > real.ms ? 1 : fake.ms === real.ms ? 0.5 : 0)),
    );
    const area = slower.reduce<number>((a, b) => a + b, 0) / slower.length;
    const error = Math.sqrt((reals.length + fakes.length + 1) / (12 * reals.length * fakes.length));
    expect(Math.abs(area - 0.5)).toBeLessThan(4 * error);
  });
});

describe('a picture of a lot to come', () => {
  it('cannot be fetched, even by who knows its name; nor can one of a closed room', async () => {
    const made = await served.rooms.create({ dataset: 'strokes', lots: 3, seconds: null });
    if (!made.ok) throw new Error(made.message);
    const room = served.rooms.find(made.code) as LiveRoom;
    await room.command(null, { type: 'start' });
    const status = async (lot: number): Promise<number> =>
      (await fetch(new URL(`s/${stimulusIdOf(room.state, 1, '*', lot)}.png`, served.url))).status;
    expect([await status(1), await status(2)]).toEqual([200, 404]);
    await room.command(null, { type: 'closeLot' });
    expect([await status(1), await status(2)]).toEqual([200, 404]);
    await room.command(null, { type: 'next' });
    expect([await status(1), await status(2), await status(3)]).toEqual([200, 200, 404]);
    await room.command(null, { type: 'end' });
    expect([await status(1), await status(3)]).toEqual([200, 404]);
    await room.command(null, { type: 'close' });
    expect(await status(1)).toBe(404);
  });

  it('nor can anything that is no dealt picture', async () => {
    const someId = gallery.deal({ dataset: 'strokes', models: [], count: 1, seed: 1, exclude: new Set() });
    const pictureId = someId.ok ? someId.pictures[0]!.pictureId : '';
    for (const path of [
      `s/${pictureId}.png`,
      's/..%2f..%2fpackage.json',
      's/x.png',
      `s/${fetched[0]!.id}.jpg`,
      `s/${fetched[0]!.id}`,
    ]) {
      expect((await fetch(new URL(path, served.url))).status).toBe(404);
    }
  });
});
