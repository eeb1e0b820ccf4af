import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAppraisals, type Appraisals, type PictureBatch } from '../../server/gallery/appraisals.ts';
import { openGalleryWriter, type GalleryWriter } from '../../server/gallery/hang.ts';
import { StorageError } from '../../server/rooms/ports.ts';
import { digits, freshFolder, model, noise, pool } from './sample.ts';

const vae = model('vae');
let folder: string;
let writer: GalleryWriter;
let appraisals: Appraisals;

beforeEach(async () => {
  folder = freshFolder();
  writer = await openGalleryWriter(folder);
  appraisals = await openAppraisals(folder);
  writer.putDataset(digits);
  writer.putModel(vae);
});
afterEach(async () => {
  await appraisals.close();
  await writer.close();
});

/** What is told of every picture, read beside the port. */
function told(): Map<string, { extractor: string; realism: number }> {
  const raw = new Sqlite(join(folder, 'gallery.sqlite'), { readonly: true });
  const rows = raw.prepare('select picture_id as id, extractor, realism from appraisal').all() as {
    id: string;
    extractor: string;
    realism: number;
  }[];
  raw.close();
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}

/** Takes all that wait, each with `realism`. */
function appraiseAll(extractor: string, realism: number, limit = 1000): PictureBatch[] {
  const batches: PictureBatch[] = [];
  for (let batch; (batch = appraisals.next('strokes', extractor, limit)) !== null;) {
    batches.push(batch);
    appraisals.put(batch.ids, extractor, new Float64Array(batch.ids.length).fill(realism));
    if (batches.length > 100) throw new Error('It never ends.');
  }
  return batches;
}

describe('the table of appraisals', () => {
  it('hands out each picture once, with its own pixels, in batches of one size', () => {
    const real = pool(null, 25);
    const large = pool(vae.id, 10, { height: 32, width: 32, images: noise(10 * 1024, 'large') });
    writer.hang(real);
    writer.hang(large);
    const batches = appraiseAll('net', 0.5, 10);
    const ids = batches.flatMap((batch) => batch.ids);
    expect([ids.length, new Set(ids).size, told().size]).toEqual([35, 35, 35]);
    for (const { ids, images } of batches) {
      expect(ids.length).toBeLessThanOrEqual(10);
      expect([784, 1024]).toContain(images.length / ids.length);
    }
    // In the order of hanging, so the pixels come back as they were hung.
    const pixels = Buffer.concat(batches.map(({ images }) => images));
    expect(pixels.equals(Buffer.concat([real.images, large.images]))).toBe(true);
  });

  it('knows nothing of other data sets, and says which there are pictures of', () => {
    expect(appraisals.datasets()).toEqual([]);
    writer.putDataset({ ...digits, name: 'other' });
    writer.hang(pool(null, 3));
    expect(appraisals.datasets()).toEqual(['strokes']);
    expect(appraisals.next('other', 'net', 10)).toBeNull();
    writer.hang(pool(null, 3, { dataset: 'other' }));
    appraiseAll('net', 1);
    expect(appraisals.next('other', 'net', 10)!.ids).toHaveLength(3);
  });

  it('hands out all again to another network, whose word takes the place of the old', () => {
    writer.hang(pool(null, 4));
    appraiseAll('old', 0.25);
    expect(appraisals.next('strokes', 'old', 10)).toBeNull();
    expect(appraisals.next('strokes', 'new', 10)!.ids).toHaveLength(4);
    appraiseAll('new', 2);
    expect([...told().values()]).toEqual(Array(4).fill({ extractor: 'new', realism: 2 }));
  });

  it('gives what was hung later to whoever asks next', () => {
    writer.hang(pool(null, 4));
    appraiseAll('net', 1);
    writer.hang(pool(vae.id, 2));
    expect(appraiseAll('net', 3).map(({ ids }) => ids.length)).toEqual([2]);
    expect([...told().values()].map(({ realism }) => realism).sort()).toEqual([1, 1, 1, 1, 3, 3]);
  });

  it('takes a batch whole or not at all, and no word on a picture that does not hang', () => {
    writer.hang(pool(null, 2));
    const { ids } = appraisals.next('strokes', 'net', 10)!;
    expect(() => appraisals.put([...ids, 'nothing'], 'net', [1, 1, 1])).toThrow(/FOREIGN KEY/);
    expect(told().size).toBe(0);
  });

  it('that cannot be opened says so in one sentence', async () => {
    await expect(openAppraisals(join(folder, 'gallery.sqlite'))).rejects.toBeInstanceOf(StorageError);
  });
});
