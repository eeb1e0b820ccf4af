import { basename } from 'node:path';
import type { Dataset, DatasetPlugin, ImageSet, LoadOptions } from '../../dataset.ts';
import { DatasetError } from '../../dataset.ts';
import { hashOfSplits, sha256 } from '../hash.ts';
import type { Decoded } from './decode.ts';
import { decode } from './decode.ts';
import type { ImageFile } from './listing.ts';
import { listImages } from './listing.ts';

/** Share of the images held out for the test split. */
const HELD_OUT = 0.2;
/** Most that is kept in memory, in bytes of pixels. */
const MOST_BYTES = 2 ** 31;
/** Labels are bytes. */
const MOST_CLASSES = 256;

export const plugin: DatasetPlugin = {
  name: 'folder',
  description: {
    en: 'Your own images: PNG, JPEG or WebP of one size, up to 512 x 512; sub-folders are taken for classes.',
    ko: '내 이미지: 크기가 같은 PNG, JPEG, WebP (최대 512 x 512); 하위 폴더는 클래스가 됩니다.',
  },
  licence: 'as supplied',
  builtIn: false,
  async isAvailable({ dataDir }) {
    if (dataDir === undefined) return false;
    return (await listImages(dataDir).catch(() => [])).length > 0;
  },
  async load(options) {
    const { dataDir } = options;
    if (dataDir === undefined) {
      throw new DatasetError(
        'The data set folder needs to know where your images are; give their folder with --data-dir.',
      );
    }
    const files = await listImages(dataDir);
    if (files.length === 0) {
      throw new DatasetError(
        `There are no images in ${dataDir}; put PNG, JPEG or WebP files there, or give another folder.`,
      );
    }
    return assemble(dataDir, await readAll(files, options));
  },
};

interface Item extends ImageFile, Decoded {
  /** SHA-256 of the pixels: decides on the split and the order, so that names and copies play no part. */
  readonly key: string;
}

/** Decodes all files; they must agree in size. */
async function readAll(files: readonly ImageFile[], { signal, onProgress }: LoadOptions): Promise<Item[]> {
  const items: Item[] = [];
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1)); // so that the same file is complained of each time
  for (let i = 0; i < sorted.length; i += 16) {
    signal?.throwIfAborted();
    onProgress?.({ what: 'reading images', fraction: i / sorted.length });
    for (const file of await Promise.all(sorted.slice(i, i + 16).map(read))) {
      const first = items[0] ?? file;
      if (file.height !== first.height || file.width !== first.width) {
        throw new DatasetError(
          `All images should have one size, but ${first.path} is ${first.width} x ${first.height} and ${file.path} is ${file.width} x ${file.height}; bring them to the same size.`,
        );
      }
      items.push(file);
    }
    const bytes = sorted.length * items[0]!.rgb.length;
    if (bytes > MOST_BYTES) {
      throw new DatasetError(
        `${sorted.length} images of ${items[0]!.width} x ${items[0]!.height} take ${(bytes / 2 ** 30).toFixed(1)} GiB, more than the ${MOST_BYTES / 2 ** 30} that fit; take fewer or smaller ones.`,
      );
    }
  }
  return items;
}

async function read(file: ImageFile): Promise<Item> {
  const decoded = await decode(file.path);
  return { ...file, ...decoded, key: sha256(decoded.rgb) };
}

function assemble(dataDir: string, items: readonly Item[]): Dataset {
  const ordered = [...items].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.path < b.path ? -1 : 1));
  const given = ordered.every(({ folders }) => folders[0] === 'train' || folders[0] === 'test');
  const classes = classesOf(dataDir, ordered, given ? 1 : 0);
  const isTest = given ? ({ folders }: Item) => folders[0] === 'test' : splitOf(dataDir, ordered);
  const channels = ordered.every(({ grey }) => grey) ? 1 : 3;
  const label = ({ folders }: Item): number => classes.indexOf(folders[given ? 1 : 0]!);
  const pack = (part: readonly Item[]): ImageSet => stack(part, channels, classes.length > 0 ? part.map(label) : null);
  const train = pack(ordered.filter((item) => !isTest(item)));
  const test = pack(ordered.filter(isTest));
  if (train.n === 0 || test.n === 0) {
    throw new DatasetError(
      `${dataDir} has images in only one of its folders train and test; put some in each, or in neither.`,
    );
  }
  return { name: 'folder', hash: hashOfSplits(train, test), classes, train, test };
}

/** The names of the folders at this depth if every image lies in one, and there are at least two; else none. */
function classesOf(dataDir: string, items: readonly Item[], depth: number): string[] {
  if (!items.every(({ folders }) => folders.length > depth)) return [];
  const names = [...new Set(items.map(({ folders }) => folders[depth]!))].sort();
  if (names.length > MOST_CLASSES) {
    throw new DatasetError(
      `${dataDir} has ${names.length} sub-folders with images, more than the ${MOST_CLASSES} classes that can be told apart; put the images side by side to leave classes out.`,
    );
  }
  return names.length > 1 ? names : [];
}

/** Holds out a fifth by the hash of the content, so that copies of one image stay on one side; at least one. */
function splitOf(dataDir: string, ordered: readonly Item[]): (item: Item) => boolean {
  const first = ordered[0]!.key;
  if (ordered.at(-1)!.key === first) {
    throw new DatasetError(
      `${dataDir} should hold at least two different images, one to train on and one to test with, but all ${ordered.length} are like ${basename(ordered[0]!.path)}; add others.`,
    );
  }
  const last = ordered.at(-1)!.key;
  return ({ key }) => key === first || (key !== last && parseInt(key.slice(0, 8), 16) < HELD_OUT * 2 ** 32);
}

function stack(items: readonly Item[], channels: 1 | 3, labels: readonly number[] | null): ImageSet {
  const { height, width } = items[0] ?? { height: 0, width: 0 };
  const pixels = height * width;
  const images = new Uint8Array(items.length * pixels * channels);
  for (const [i, { rgb }] of items.entries()) {
    const at = i * pixels * channels;
    if (channels === 3) images.set(rgb, at);
    else for (let p = 0; p < pixels; p++) images[at + p] = rgb[3 * p]!;
  }
  return { images, labels: labels && Uint8Array.from(labels), n: items.length, height, width, channels };
}
