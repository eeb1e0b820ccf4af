import { createHash } from 'node:crypto';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openGallery } from '../../server/gallery/gallery.ts';
import type { Gallery } from '../../server/gallery/gallery.ts';
import { openGalleryWriter } from '../../server/gallery/hang.ts';
import type { GalleryWriter } from '../../server/gallery/hang.ts';
import { digits, freshFolder, model, pool } from './sample.ts';

const vae = model('vae');
const gan = model('gan', { step: 50 });
let folder: string;
let gallery: Gallery;
let writer: GalleryWriter;

beforeEach(async () => {
  folder = freshFolder();
  writer = await openGalleryWriter(folder);
  gallery = await openGallery(folder);
  writer.putDataset(digits);
});
afterEach(async () => {
  await writer.close();
  await gallery.close();
});

const deal = (count: number, models: string[] = [], seed = 1) =>
  gallery.deal({ dataset: 'strokes', models, count, seed, exclude: new Set() });

function hangAll(): void {
  writer.hang(pool(null, 120));
  for (const each of [vae, gan]) {
    writer.putModel(each);
    writer.hang(pool(each.id, 90));
  }
  gallery.reload();
}

describe('the gallery', () => {
  it('is empty at first and says so', () => {
    expect(deal(2)).toEqual({ ok: false, available: 0 });
    expect([gallery.reals('strokes'), gallery.models(), gallery.datasets()]).toEqual([0, [], []]);
    expect(gallery.encoded({ pictures: ['nothing'], layout: null })).toBeNull();
    expect(gallery.grid('nothing')).toBeNull();
  });

  it('takes up what a writer hung, and deals it with its origin', () => {
    hangAll();
    expect(gallery.reals('strokes')).toBe(120);
    expect(gallery.models().map(({ id, pool }) => [id, pool])).toEqual([
      [vae.id, 90],
      [gan.id, 90],
    ]);
    const dealt = deal(60);
    if (!dealt.ok) throw new Error('refused');
    const origins = new Map(
      dealt.pictures.map(({ truth, origin }) => [`${truth} ${origin.kind === 'fake' ? origin.generator : ''}`, origin]),
    );
    expect([...origins.keys()].sort()).toEqual(['fake gan', 'fake vae', 'real ']);
    expect(origins.get('fake gan')).toMatchObject({ modelId: gan.id, step: 50, dataset: 'strokes' });
    for (const { origin } of dealt.pictures) expect(origin.label).toMatch(/^\d$/);
    expect(deal(60)).toEqual(dealt);
  });

  it('deals only the models asked for', () => {
    hangAll();
    const dealt = deal(40, [gan.id]);
    if (!dealt.ok) throw new Error('refused');
    expect(new Set(dealt.pictures.flatMap(({ origin }) => (origin.kind === 'fake' ? [origin.modelId] : [])))).toEqual(
      new Set([gan.id]),
    );
  });

  it('deals of a run its newest snapshot alone, where no model is named', () => {
    hangAll();
    const [early, late] = [5, 9].map((step) => ({
      ...model(`run at ${step}`, { generator: 'vae', step }),
      runId: 'r1',
    }));
    for (const each of [late!, early!]) {
      writer.putModel(each);
      writer.hang(pool(each.id, 90));
    }
    gallery.reload();
    const dealt = deal(80);
    if (!dealt.ok) throw new Error('refused');
    const models = new Set(dealt.pictures.flatMap(({ origin }) => (origin.kind === 'fake' ? [origin.modelId] : [])));
    expect(models).toEqual(new Set([vae.id, gan.id, late!.id]));
  });

  it('deals the same from equal pools in two folders, though ids are random', async () => {
    hangAll();
    const place = (g: Gallery) => {
      const dealt = g.deal({ dataset: 'strokes', models: [], count: 30, seed: 9, exclude: new Set() });
      if (!dealt.ok) throw new Error('refused');
      return dealt.pictures
        .map(({ pictureId }) => g.provenance(pictureId)!)
        .map(({ modelId, index }) => [modelId, index]);
    };
    const mine = place(gallery);
    const first = gallery;
    await writer.close();
    writer = await openGalleryWriter((folder = freshFolder()));
    gallery = await openGallery(folder);
    writer.putDataset(digits);
    hangAll();
    expect(place(gallery)).toEqual(mine);
    await first.close();
  });

  it('gives pixels through the encoder, the same length for real and fake', () => {
    hangAll();
    const dealt = deal(60);
    if (!dealt.ok) throw new Error('refused');
    const encoded = (id: string): Buffer => gallery.encoded({ pictures: [id], layout: null })!;
    const lengths = new Set(dealt.pictures.map(({ pictureId }) => encoded(pictureId).length));
    expect(lengths.size).toBe(1);
    for (const { pictureId } of dealt.pictures.slice(0, 5)) {
      const png = PNG.sync.read(encoded(pictureId));
      const grey = Buffer.from(png.data.filter((_, i) => i % 4 === 0));
      expect(createHash('sha256').update(grey).digest('hex')).toBe(gallery.provenance(pictureId)!.pixelHash);
    }
  });

  it('hangs a pool once, grows it, and all or nothing', () => {
    writer.putModel(vae);
    expect(writer.hang(pool(vae.id, 50))).toBe(50);
    expect(writer.hang(pool(vae.id, 90))).toBe(40);
    expect(writer.hang(pool(vae.id, 90))).toBe(0);
    expect(() => writer.hang(pool('unknown-model', 5))).toThrow();
    const broken = pool(vae.id, 95, { labels: Array.from({ length: 95 }, (_, i) => (i === 94 ? 0.5 : 1)) });
    expect(() => writer.hang(broken)).toThrow(); // the last row is refused by the table
    expect(writer.count('strokes', vae.id)).toBe(90);
  });

  it('marks fakes that are copies of a training image, and keeps the nearest of all', () => {
    writer.putModel(vae);
    writer.hang(pool(vae.id, 3, { nearest: { index: [7, 8, 9], distance: [0, 12.5, 3] } }));
    writer.hang(pool(null, 10));
    gallery.reload();
    const dealt = deal(3);
    if (!dealt.ok) throw new Error('refused');
    const fakes = dealt.pictures
      .filter(({ truth }) => truth === 'fake')
      .map(({ pictureId }) => gallery.provenance(pictureId)!);
    expect(fakes.length).toBeGreaterThan(0);
    for (const fake of fakes) {
      expect(fake.nearestTrainIndex).toBe(7 + fake.index);
      expect(fake.copy).toBe(fake.index === 0);
    }
  });

  it('renews the scores of a model and keeps its pictures', () => {
    hangAll();
    writer.putModel({ ...vae, header: { ...vae.header, trainedSeconds: 99 } });
    gallery.reload();
    expect(gallery.model(vae.id)).toMatchObject({ pool: 90, header: { trainedSeconds: 99 } });
  });

  it('shows a grid of 64', () => {
    hangAll();
    const png = PNG.sync.read(gallery.grid(vae.id)!);
    expect([png.width, png.height]).toEqual([8 * 29 + 1, 8 * 29 + 1]);
  });
});
