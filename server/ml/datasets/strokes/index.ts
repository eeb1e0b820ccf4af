import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Dataset, DatasetPlugin, ImageSet } from '../../dataset.ts';
import { writeWhole } from '../atomicFile.ts';
import { hashOfSplits, sha256 } from '../hash.ts';
import { drawInto, streamOf } from './draw.ts';
import { SIDE } from './scan.ts';

export type { Drawing, StrokeFactors } from './draw.ts';
export { drawStroke } from './draw.ts';

/** How many pictures each split has. */
export interface SplitSizes {
  readonly train: number;
  readonly test: number;
}

/** As many as MNIST has; a split's name is its seed, so `drawStroke('test', 7)` is the eighth test picture. */
export const plugin = strokesOf({ train: 60_000, test: 10_000 });

/** The data set with other numbers of pictures; the first ones stay what they are. */
export function strokesOf(sizes: SplitSizes): DatasetPlugin {
  return {
    name: 'strokes',
    description: {
      en: 'Digits drawn by a procedural hand, as many as wanted; part of this project; MIT.',
      ko: '절차적 손글씨로 그린 숫자, 원하는 만큼 생성; 이 프로젝트의 일부; MIT.',
    },
    licence: 'MIT',
    builtIn: true,
    isAvailable: () => Promise.resolve(true),
    async load(options) {
      options.signal?.throwIfAborted();
      const file = join(options.cacheDir, 'strokes', `${await versionOfDrawing()}-${sizes.train}-${sizes.test}.bin`);
      const kept = await restore(file, sizes);
      if (kept) return kept;
      const all = sizes.train + sizes.test;
      const report = (done: number): void => options.onProgress?.({ what: 'drawing strokes', fraction: done / all });
      const train = await drawMany('train', sizes.train, options.signal, report);
      const test = await drawMany('test', sizes.test, options.signal, (done) => report(sizes.train + done));
      report(all);
      const dataset = assemble(train, test);
      await keep(file, dataset);
      return dataset;
    },
  };
}

/** Draws pictures 0 to n - 1 of a seed, letting other work run between a few hundred. */
export async function drawMany(
  seed: number | string,
  n: number,
  signal?: AbortSignal,
  onDone?: (done: number) => void,
): Promise<ImageSet> {
  const words = streamOf(seed);
  const images = new Uint8Array(n * SIDE * SIDE);
  const labels = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    if (i % 500 === 0) {
      onDone?.(i);
      await breathe();
      signal?.throwIfAborted();
    }
    labels[i] = drawInto(words, i, images, i * SIDE * SIDE).label;
  }
  return { images, labels, n, height: SIDE, width: SIDE, channels: 1 };
}

function assemble(train: ImageSet, test: ImageSet): Dataset {
  const classes = Array.from({ length: 10 }, (_, digit) => String(digit));
  return { name: 'strokes', hash: hashOfSplits(train, test), classes, train, test };
}

/** Changes with any change to this folder's code or to the random numbers: pictures kept from before are then drawn anew. */
async function versionOfDrawing(): Promise<string> {
  const here = fileURLToPath(import.meta.url);
  const extension = here.slice(-3); // .ts from source, .js when compiled
  const folder = dirname(here);
  const names = (await readdir(folder, { recursive: true })).filter(
    (name) => name.endsWith(extension) && !name.endsWith(`.test${extension}`),
  );
  const files = [...names.sort().map((name) => join(folder, name)), join(folder, '..', '..', `random${extension}`)];
  return sha256(...(await Promise.all(files.map((file) => readFile(file))))).slice(0, 16);
}

const HASH_LENGTH = 64; // hex digits at the head of a kept file

async function keep(file: string, { hash, train, test }: Dataset): Promise<void> {
  try {
    await forgetOthers(file);
    await writeWhole(file, Buffer.concat([Buffer.from(hash), train.images, train.labels!, test.images, test.labels!]));
  } catch {
    // Keeping only saves the seconds of drawing again: a full disk or a folder without leave must not stop a game.
  }
}

/** Removes what earlier versions kept; 55 MB each. */
async function forgetOthers(file: string): Promise<void> {
  const folder = dirname(file);
  const version = basename(file).split('-')[0]!;
  const names = await readdir(folder).catch(() => []);
  await Promise.all(
    names
      .filter((name) => /^[0-9a-f]{16}-\d+-\d+\.bin$/.test(name) && !name.startsWith(version))
      .map((name) => rm(join(folder, name), { force: true })),
  );
}

/** A kept data set, or null if there is none or it isn't whole. */
async function restore(file: string, { train, test }: SplitSizes): Promise<Dataset | null> {
  const bytes = await readFile(file).catch(() => null);
  const pixels = SIDE * SIDE;
  if (bytes?.length !== HASH_LENGTH + (train + test) * (pixels + 1)) return null;
  let at = HASH_LENGTH;
  const take = (n: number): Uint8Array => new Uint8Array(bytes.subarray(at, (at += n)));
  const split = (n: number): ImageSet => ({
    images: take(n * pixels),
    labels: take(n),
    n,
    height: SIDE,
    width: SIDE,
    channels: 1,
  });
  const dataset = assemble(split(train), split(test));
  return dataset.hash === bytes.toString('latin1', 0, HASH_LENGTH) ? dataset : null;
}
