import { copyFile, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset, ImageSet } from '../../dataset.ts';
import { rngFor } from '../../random.ts';
import { plugin } from './index.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'uncanny-folder-'));
});

afterEach(() => rm(home, { recursive: true, force: true }));

interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly channels?: 1 | 3 | 4;
}

/** Noise that depends on `seed` alone, written as the extension says. */
async function put(
  name: string,
  seed: number,
  { width = 6, height = 5, channels = 1 }: Look = {},
): Promise<Uint8Array> {
  const rng = rngFor('folder', seed);
  const raw = Uint8Array.from({ length: width * height * channels }, () => rng.int(256));
  const path = join(home, name);
  await mkdir(dirname(path), { recursive: true });
  await sharp(raw, { raw: { width, height, channels } }).toFile(path);
  return raw;
}

function load(): Promise<Dataset> {
  return plugin.load({ cacheDir: join(home, '.cache'), dataDir: home, offline: true });
}

function pictures({ images, n, labels }: ImageSet): string[] {
  const size = images.length / n;
  return Array.from(
    { length: n },
    (_, i) => `${labels?.[i] ?? '-'} ${images.subarray(i * size, (i + 1) * size).join()}`,
  );
}

function refusal(): Promise<string> {
  return load().then(
    () => 'loaded',
    (error: Error) => `${error.name}: ${error.message}`,
  );
}

describe('a folder of images', () => {
  it('gives grey pictures as they were stored, a fifth of them held out', async () => {
    const stored: string[] = [];
    for (let i = 0; i < 60; i++) stored.push(`- ${(await put(`${i}.png`, i)).join()}`);
    const { train, test, classes } = await load();
    expect([train.height, train.width, train.channels, train.labels, classes]).toEqual([5, 6, 1, null, []]);
    expect([...pictures(train), ...pictures(test)].sort()).toEqual(stored.sort());
    expect(test.n).toBeGreaterThan(4);
    expect(test.n).toBeLessThan(22); // 60 draws at 1/5: outside with probability below 0.001
  });

  it('splits by content: other names and copies change nothing, and no copy crosses over', async () => {
    for (let i = 0; i < 20; i++) await put(`${i}.png`, i);
    const before = await load();
    for (let i = 0; i < 20; i++) await rename(join(home, `${i}.png`), join(home, `renamed-${(i * 7) % 20}.png`));
    expect((await load()).hash).toBe(before.hash);
    for (let i = 0; i < 20; i++) await put(`deeper/copy-${i}.png`, i);
    const { train, test } = await load();
    expect([train.n, test.n]).toEqual([2 * before.train.n, 2 * before.test.n]);
    expect(new Set(pictures(test))).toEqual(new Set(pictures(before.test)));
  });

  it('holds one out of two', async () => {
    await put('a.png', 1);
    await put('b.png', 2);
    const { train, test } = await load();
    expect([train.n, test.n]).toEqual([1, 1]);
  });

  it('takes sub-folders for classes only when every image lies in one', async () => {
    for (let i = 0; i < 12; i++) await put(`${i % 2 ? 'cat' : 'dog'}/${i}.png`, i, { channels: 3 });
    const { classes, train, test } = await load();
    expect(classes).toEqual(['cat', 'dog']);
    expect(train.channels).toBe(3);
    for (const part of [train, test]) {
      const cats = new Set<string>();
      for (let i = 1; i < 12; i += 2) cats.add((await put(`cat/${i}.png`, i, { channels: 3 })).join());
      for (const picture of pictures(part)) expect(picture.startsWith('0')).toBe(cats.has(picture.slice(2)));
    }
    await put('stray.png', 99, { channels: 3 });
    const { classes: none, train: unlabelled } = await load();
    expect([none, unlabelled.labels]).toEqual([[], null]);
  });

  it('keeps a split that is there already', async () => {
    const kept: string[] = [];
    for (let i = 0; i < 5; i++) await put(`train/${i % 2}/${i}.png`, i);
    for (let i = 5; i < 8; i++) kept.push(`${i % 2} ${(await put(`test/${i % 2}/${i}.png`, i)).join()}`);
    const { classes, train, test } = await load();
    expect([classes, train.n, pictures(test).sort()]).toEqual([['0', '1'], 5, kept.sort()]);
    await rm(join(home, 'test'), { recursive: true });
    expect(await refusal()).toBe(
      `DatasetError: ${home} has images in only one of its folders train and test; put some in each, or in neither.`,
    );
  });

  it('reads JPEG, WebP and transparency, and follows links without going round in circles', async () => {
    await put('a.jpg', 1, { channels: 3 });
    await put('b.webp', 2, { channels: 3 });
    await sharp({ create: { width: 6, height: 5, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } } })
      .png()
      .toFile(join(home, 'clear.png'));
    await writeFile(join(home, 'notes.txt'), 'not an image');
    await mkdir(join(home, '.thumbnails'));
    await writeFile(join(home, '.thumbnails', 'x.png'), 'hidden');
    await symlink(home, join(home, 'again'));
    const { train, test } = await load();
    expect([train.n + test.n, train.channels]).toEqual([3, 3]);
    expect([...pictures(train), ...pictures(test)]).toContain(`- ${new Uint8Array(90).fill(255).join()}`);
  });
});

describe('a folder that can not be used', () => {
  it('is not there, or is a file', async () => {
    const missing = join(home, 'missing');
    await expect(plugin.load({ cacheDir: home, dataDir: missing })).rejects.toThrow(
      `The folder ${missing} is not there; give one with PNG, JPEG or WebP images with --data-dir.`,
    );
    await writeFile(missing, '');
    await expect(plugin.load({ cacheDir: home, dataDir: missing })).rejects.toThrow(
      `The folder ${missing} is not a folder`,
    );
    await expect(plugin.load({ cacheDir: home })).rejects.toThrow('give their folder with --data-dir');
    expect(await plugin.isAvailable({ cacheDir: home })).toBe(false);
    expect(await plugin.isAvailable({ cacheDir: home, dataDir: join(home, 'nowhere') })).toBe(false);
  });

  it('holds no images', async () => {
    await writeFile(join(home, 'notes.txt'), 'x');
    expect(await refusal()).toBe(
      `DatasetError: There are no images in ${home}; put PNG, JPEG or WebP files there, or give another folder.`,
    );
  });

  it('holds one image alone', async () => {
    await put('a.png', 1);
    await put('b.png', 1);
    expect(await refusal()).toMatch(
      /^DatasetError: .* should hold at least two different images,.* but all 2 are like [ab]\.png; add others\.$/,
    );
  });

  it('holds images of mixed sizes', async () => {
    await put('a.png', 1);
    await put('b.png', 2, { width: 7 });
    expect(await refusal()).toBe(
      `DatasetError: All images should have one size, but ${join(home, 'a.png')} is 6 x 5 and ${join(home, 'b.png')} is 7 x 5; bring them to the same size.`,
    );
  });

  it('holds an image that is too large', async () => {
    await put('a.png', 1, { width: 513 });
    expect(await refusal()).toBe(
      `DatasetError: ${join(home, 'a.png')} is 513 x 5 pixels, more than 512 x 512; make the images smaller.`,
    );
    await put('a.png', 1, { width: 512, height: 2 });
    await put('b.png', 2, { width: 512, height: 2 });
    expect(await refusal()).toBe('loaded');
  });

  it('holds a file that is cut off, empty, or no image at all', async () => {
    await put('a.png', 1, { width: 64, height: 64 });
    const whole = await sharp(join(home, 'a.png')).png().toBuffer();
    for (const bytes of [whole.subarray(0, whole.length / 2), new Uint8Array(0), Buffer.from('hello')]) {
      await writeFile(join(home, 'b.png'), bytes);
      expect(await refusal()).toMatch(
        /^DatasetError: .*b\.png can't be read as an image \([^\n]+\); save it again as PNG, JPEG or WebP, or remove it\.$/,
      );
    }
    await writeFile(join(home, 'b.png'), '<svg xmlns="http://www.w3.org/2000/svg" width="6" height="5"/>');
    expect(await refusal()).toContain("b.png can't be read as an image (it holds svg)");
  });

  it('holds more classes than a label can tell', async () => {
    await put('0/a.png', 0);
    for (let i = 1; i < 257; i++) {
      await mkdir(join(home, String(i)));
      await copyFile(join(home, '0', 'a.png'), join(home, String(i), 'a.png'));
    }
    expect(await refusal()).toContain(
      'has 257 sub-folders with images, more than the 256 classes that can be told apart',
    );
  });

  it('is left when asked to stop', async () => {
    await put('a.png', 1);
    const reason = new Error('enough');
    await expect(plugin.load({ cacheDir: home, dataDir: home, signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
  });
});
