import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Dataset, DatasetPlugin, ImageSet, LoadOptions } from '../dataset.ts';
import { DatasetError } from '../dataset.ts';
import { writeWhole } from './atomicFile.ts';
import { download } from './download.ts';
import { hashOfSplits, sha256 } from './hash.ts';
import { parseIdx } from './idx.ts';

const unzip = promisify(gunzip);

/** The four files of the MNIST family, as they are named at their source without `.gz`. */
export const IDX_FILES = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
] as const;
export type IdxFile = (typeof IDX_FILES)[number];

/** What is published about one file, SHA-256 in lower-case hex. */
export interface PublishedFile {
  readonly gz: string;
  /** Of the unpacked file; where it isn't known, an unpacked or repacked file is checked by its structure alone. */
  readonly unpacked?: string;
}

/** A published data set in four IDX files. */
export interface IdxSource {
  readonly name: string;
  readonly description: DatasetPlugin['description'];
  readonly licence: string;
  readonly classes: readonly string[];
  /** Folders on the web, ending in `/`, that hold the four `.gz` files; tried in turn. */
  readonly mirrors: readonly string[];
  readonly files: Readonly<Record<IdxFile, PublishedFile>>;
}

/**
 * The plug-in for a data set published as IDX: looks in `dataDir/<name>`, `dataDir` and `cacheDir/<name>`, then downloads
 * into the last of them.
 */
export function idxDataset(source: IdxSource): DatasetPlugin {
  return {
    name: source.name,
    description: source.description,
    licence: source.licence,
    builtIn: false,
    async isAvailable(options) {
      const found = await Promise.all(IDX_FILES.map((file) => findLocal(source, file, options)));
      return found.every((path) => path !== null);
    },
    async load(options) {
      const bytes: Uint8Array[] = [];
      for (const [k, file] of IDX_FILES.entries()) bytes.push(await obtain(source, file, k, options));
      const [trainImages, trainLabels, testImages, testLabels] = bytes as [
        Uint8Array,
        Uint8Array,
        Uint8Array,
        Uint8Array,
      ];
      const train = pair(source, 'train', trainImages, trainLabels);
      const test = pair(source, 't10k', testImages, testLabels);
      if (train.height !== test.height || train.width !== test.width) {
        throw new DatasetError(
          `The training images of ${source.name} are ${train.height} x ${train.width} but its test images ${test.height} x ${test.width}; put the four files of one data set together.`,
        );
      }
      return {
        name: source.name,
        hash: hashOfSplits(train, test),
        classes: source.classes,
        train,
        test,
      } satisfies Dataset;
    },
  };
}

/** Where a file lies already, or null. Unpacked copies are also known under the name with a dot, `train-images.idx3-ubyte`. */
async function findLocal(source: IdxSource, file: IdxFile, options: LoadOptions): Promise<string | null> {
  const folders = [join(options.cacheDir, source.name)];
  if (options.dataDir !== undefined) folders.unshift(join(options.dataDir, source.name), options.dataDir);
  for (const folder of folders) {
    for (const name of [`${file}.gz`, file, file.replace('-idx', '.idx')]) {
      const path = join(folder, name);
      if (
        await access(path).then(
          () => true,
          () => false,
        )
      )
        return path;
    }
  }
  return null;
}

/** The unpacked bytes of one file, from disk or from a mirror. `k` of four, for the progress. */
async function obtain(source: IdxSource, file: IdxFile, k: number, options: LoadOptions): Promise<Uint8Array> {
  options.signal?.throwIfAborted();
  const cached = join(options.cacheDir, source.name, `${file}.gz`);
  const local = await findLocal(source, file, options);
  if (local !== null) {
    try {
      return await unpackChecked(source.files[file], await read(local), local);
    } catch (error) {
      // A damaged cache is ours to mend; a damaged file in somebody's own folder is theirs to hear of.
      if (local !== cached || options.offline) throw error;
    }
  } else if (options.offline) {
    throw new DatasetError(
      `The data set ${source.name} is not here (${file}.gz is missing) and the network is switched off; give its folder with --data-dir, or go online once.`,
    );
  }
  const bytes = await fetchInto(cached, source, file, k, options);
  return unpackChecked(source.files[file], bytes, cached);
}

async function read(path: string): Promise<Uint8Array> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new DatasetError(`${path} can't be read (${error.code}); make it readable or remove it.`);
  });
}

async function fetchInto(
  path: string,
  source: IdxSource,
  file: IdxFile,
  k: number,
  options: LoadOptions,
): Promise<Uint8Array> {
  const what = `downloading ${source.name}: ${file}.gz`;
  const bytes = await download({
    urls: source.mirrors.map((mirror) => `${mirror}${file}.gz`),
    sha256: source.files[file].gz,
    signal: options.signal,
    onBytes: (received, total) =>
      options.onProgress?.({ what, fraction: total === null ? null : (k + received / total) / IDX_FILES.length }),
  }).catch((error: unknown) => {
    if (!(error instanceof DatasetError)) throw error;
    throw new DatasetError(
      `The data set ${source.name} could not be downloaded: ${error.message}; check the network, or give a folder with its files with --data-dir.`,
    );
  });
  await writeWhole(path, bytes);
  return bytes;
}

/** Unpacks where needed, and compares with what was published as far as that is known. */
async function unpackChecked(published: PublishedFile, bytes: Uint8Array, path: string): Promise<Uint8Array> {
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!zipped && path.endsWith('.gz')) {
    throw new DatasetError(`${path} should be a gzip file but does not begin like one; fetch it again or remove it.`);
  }
  const unpacked = zipped
    ? await unzip(bytes).catch((error: Error) => {
        throw new DatasetError(
          `${path} can't be unpacked (${error.message}); it is cut off or damaged, so fetch it again or remove it.`,
        );
      })
    : bytes;
  const asPublished = zipped && sha256(bytes) === published.gz;
  const known = published.unpacked;
  if (!asPublished && (known === undefined ? zipped : sha256(unpacked) !== known)) {
    throw new DatasetError(
      `${path} is not the file that was published: its SHA-256 should be ${zipped ? published.gz : known} but is ${sha256(bytes)}; fetch it again or remove it.`,
    );
  }
  return unpacked;
}

function pair(source: IdxSource, prefix: 'train' | 't10k', imageBytes: Uint8Array, labelBytes: Uint8Array): ImageSet {
  const what = `${source.name} ${prefix}`;
  const images = parseIdx(imageBytes, `${what}-images-idx3-ubyte`, 3);
  const labels = parseIdx(labelBytes, `${what}-labels-idx1-ubyte`, 1);
  const [n, height, width] = images.dims as [number, number, number];
  if (labels.dims[0] !== n) {
    throw new DatasetError(
      `${what} has ${n} images but ${labels.dims[0]} labels; put the two files of one data set together.`,
    );
  }
  const stray = labels.data.find((label) => label >= source.classes.length);
  if (stray !== undefined) {
    throw new DatasetError(
      `${what} has a label ${stray} but only ${source.classes.length} classes; the labels are damaged or of another data set, so fetch them again.`,
    );
  }
  return { images: images.data, labels: labels.data, n, height, width, channels: 1 };
}
