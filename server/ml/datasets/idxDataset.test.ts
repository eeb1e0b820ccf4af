import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoadOptions, Progress } from '../dataset.ts';
import { rngFor } from '../random.ts';
import { sha256 } from './hash.ts';
import { encodeIdx } from './idx.ts';
import type { IdxFile, IdxSource } from './idxDataset.ts';
import { IDX_FILES, idxDataset } from './idxDataset.ts';

const bytesOf: Record<IdxFile, Uint8Array> = {
  'train-images-idx3-ubyte': encodeIdx({ dims: [6, 4, 4], data: noise(96, 256) }),
  'train-labels-idx1-ubyte': encodeIdx({ dims: [6], data: noise(6, 3) }),
  't10k-images-idx3-ubyte': encodeIdx({ dims: [2, 4, 4], data: noise(32, 256) }),
  't10k-labels-idx1-ubyte': encodeIdx({ dims: [2], data: noise(2, 3) }),
};

function noise(n: number, below: number): Uint8Array {
  const rng = rngFor('noise', n);
  return Uint8Array.from({ length: n }, () => rng.int(below));
}

/** A tiny data set; `change` swaps files for others that are then the published ones. */
function source(mirrors: string[], change: Partial<Record<IdxFile, Uint8Array>> = {}): IdxSource {
  const files = Object.fromEntries(
    IDX_FILES.map((file) => [
      file,
      { gz: sha256(packed(file, change)), unpacked: sha256(change[file] ?? bytesOf[file]) },
    ]),
  ) as IdxSource['files'];
  return {
    name: 'tiny',
    description: { en: 'Tiny.', ko: '작은.' },
    licence: 'MIT',
    classes: ['a', 'b', 'c'],
    mirrors,
    files,
  };
}

function packed(file: IdxFile, change: Partial<Record<IdxFile, Uint8Array>> = {}): Uint8Array {
  return gzipSync(change[file] ?? bytesOf[file]);
}

let home: string;
let options: LoadOptions & { dataDir: string };
let server: Server | undefined;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'uncanny-idx-'));
  options = { cacheDir: join(home, 'cache'), dataDir: join(home, 'data'), offline: true };
  await mkdir(options.dataDir);
});

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((done) => (server ? server.close(done) : done(null)));
  server = undefined;
  await rm(home, { recursive: true, force: true });
});

async function put(folder: string, change: Partial<Record<IdxFile, Uint8Array>> = {}): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of IDX_FILES) await writeFile(join(folder, `${file}.gz`), packed(file, change));
}

/** Serves on the loopback; `answer` is told the file asked for. */
async function serve(answer: (file: IdxFile, mirror: string, response: ServerResponse) => void): Promise<string> {
  server = createServer((request: IncomingMessage, response) => {
    const [, mirror, name] = (request.url ?? '').split('/');
    answer((name ?? '').replace('.gz', '') as IdxFile, mirror ?? '', response);
  });
  await new Promise<void>((done) => server!.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a data set of IDX files on disk', () => {
  it.each([
    ['in its own folder', () => put(join(options.dataDir, 'tiny'))],
    ['side by side', () => put(options.dataDir)],
    ['in the cache', () => put(join(options.cacheDir, 'tiny'))],
    [
      'unpacked, under either name',
      async () => {
        for (const [k, file] of IDX_FILES.entries()) {
          await writeFile(join(options.dataDir, k % 2 ? file : file.replace('-idx', '.idx')), bytesOf[file]);
        }
      },
    ],
  ])('is found %s', async (_, prepare) => {
    const plugin = idxDataset(source([]));
    expect(await plugin.isAvailable(options)).toBe(false);
    await prepare();
    expect(await plugin.isAvailable(options)).toBe(true);
    const { train, test, hash } = await plugin.load(options);
    expect([train.n, train.height, train.width, train.channels, test.n]).toEqual([6, 4, 4, 1, 2]);
    expect(train.images).toEqual(noise(96, 256));
    expect(test.labels).toEqual(noise(2, 3));
    expect(hash).toBe(sha256(noise(96, 256), noise(6, 3), noise(32, 256), noise(2, 3)));
  });

  it('says in one sentence what is missing and what to do', async () => {
    await expect(idxDataset(source([])).load(options)).rejects.toThrow(
      'The data set tiny is not here (train-images-idx3-ubyte.gz is missing) and the network is switched off; give its folder with --data-dir, or go online once.',
    );
  });

  it('refuses a file cut off, of another kind, or altered, and names it', async () => {
    const plugin = idxDataset(source([]));
    const images = join(options.dataDir, 'train-images-idx3-ubyte.gz');
    const whole = packed('train-images-idx3-ubyte');
    const attempt = async (bytes: Uint8Array): Promise<string> => {
      await put(options.dataDir);
      await writeFile(images, bytes);
      return plugin.load(options).then(
        () => 'loaded',
        (error: Error) => error.message,
      );
    };
    expect(await attempt(whole.subarray(0, whole.length - 9))).toContain(`${images} can't be unpacked`);
    expect(await attempt(new Uint8Array(0))).toContain(`${images} should be a gzip file`);
    const altered = bytesOf['train-images-idx3-ubyte'].map((byte, k) => (k === 50 ? byte ^ 1 : byte));
    expect(await attempt(gzipSync(altered))).toContain(`${images} is not the file that was published: its SHA-256`);
    expect(await attempt(gzipSync(bytesOf['train-images-idx3-ubyte'], { level: 1 }))).toBe('loaded'); // packed anew
  });

  it('names a file that can not be read', async () => {
    await put(options.dataDir);
    const path = join(options.dataDir, 'train-images-idx3-ubyte.gz');
    await rm(path);
    await mkdir(path);
    await expect(idxDataset(source([])).load(options)).rejects.toThrow(`${path} can't be read (EISDIR)`);
  });

  it.each<[string, Partial<Record<IdxFile, Uint8Array>>, string]>([
    [
      'fewer labels',
      { 't10k-labels-idx1-ubyte': encodeIdx({ dims: [1], data: noise(1, 3) }) },
      'tiny t10k has 2 images but 1 labels',
    ],
    [
      'a stray label',
      { 't10k-labels-idx1-ubyte': encodeIdx({ dims: [2], data: Uint8Array.of(0, 3) }) },
      'tiny t10k has a label 3 but only 3 classes',
    ],
    [
      'another size',
      { 't10k-images-idx3-ubyte': encodeIdx({ dims: [2, 2, 8], data: noise(32, 256) }) },
      'The training images of tiny are 4 x 4 but its test images 2 x 8',
    ],
    [
      'a wrong magic number',
      { 't10k-images-idx3-ubyte': bytesOf['t10k-labels-idx1-ubyte'] },
      'tiny t10k-images-idx3-ubyte should be an IDX file but holds only 10 bytes',
    ],
  ])('refuses %s', async (_, change, message) => {
    await put(options.dataDir, change);
    await expect(idxDataset(source([], change)).load(options)).rejects.toThrow(message);
  });
});

describe('a data set of IDX files on the web', () => {
  beforeEach(() => {
    options = { ...options, offline: false };
  });

  it('comes from the first mirror that has the right bytes, with progress, and is cached whole', async () => {
    const asked: string[] = [];
    const base = await serve((file, mirror, response) => {
      asked.push(mirror);
      const bytes = packed(file);
      if (mirror === 'gone') response.writeHead(404).end('no');
      else if (mirror === 'wrong') response.end(gzipSync('something else'));
      else if (mirror === 'short') {
        response.writeHead(200, { 'content-length': bytes.length });
        response.write(bytes.subarray(0, 20), () => response.destroy());
      } else response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    });
    const plugin = idxDataset(
      source(['gone', 'wrong', 'short', 'good', 'spare'].map((mirror) => `${base}/${mirror}/`)),
    );
    const progress: Progress[] = [];
    const first = await plugin.load({ ...options, onProgress: (p) => progress.push(p) });
    expect(asked).toEqual(IDX_FILES.flatMap(() => ['gone', 'wrong', 'short', 'good']));
    expect(progress.at(-1)).toEqual({ what: 'downloading tiny: t10k-labels-idx1-ubyte.gz', fraction: 1 });
    const cache = join(options.cacheDir, 'tiny');
    expect((await readdir(cache)).sort()).toEqual(IDX_FILES.map((file) => `${file}.gz`).sort());

    const again = await plugin.load({ ...options, offline: true });
    expect(again).toEqual(first);

    // A damaged cache mends itself when it can, and says so when it can't.
    await writeFile(join(cache, 't10k-images-idx3-ubyte.gz'), packed('t10k-images-idx3-ubyte').subarray(0, 30));
    await expect(plugin.load({ ...options, offline: true })).rejects.toThrow(
      "t10k-images-idx3-ubyte.gz can't be unpacked",
    );
    expect(await plugin.load(options)).toEqual(first);
    expect(new Uint8Array(await readFile(join(cache, 't10k-images-idx3-ubyte.gz')))).toEqual(
      new Uint8Array(packed('t10k-images-idx3-ubyte')),
    );
  });

  it('tells why each mirror failed', async () => {
    const base = await serve((_, mirror, response) => {
      if (mirror === 'busy') response.writeHead(503).end();
      else response.end(gzipSync('something else'));
    });
    const plugin = idxDataset(source([`${base}/busy/`, `${base}/wrong/`, 'http://127.0.0.1:1/']));
    const message = await plugin.load(options).catch((error: Error) => error.message);
    expect(message).toMatch(
      /^The data set tiny could not be downloaded: no mirror had train-images-idx3-ubyte\.gz \(.*HTTP 503; .*wrong SHA-256.*; .*\); check the network, or give a folder with its files with --data-dir\.$/,
    );
    await expect(readdir(join(options.cacheDir, 'tiny'))).rejects.toThrow('ENOENT');
  });

  it('stops at once when asked to, and leaves nothing half', async () => {
    const stop = new AbortController();
    const base = await serve((file, _, response) => {
      response.writeHead(200, { 'content-length': packed(file).length });
      response.write(packed(file).subarray(0, 10)); // and never more
    });
    const plugin = idxDataset(source([`${base}/slow/`, `${base}/slow/`]));
    const reason = new Error('enough');
    const loading = plugin.load({ ...options, signal: stop.signal, onProgress: () => stop.abort(reason) });
    await expect(loading).rejects.toBe(reason);
    await expect(readdir(join(options.cacheDir, 'tiny'))).rejects.toThrow('ENOENT');
  });

  it('says when the cache can not be written', async () => {
    const base = await serve((file, _, response) => response.end(packed(file)));
    await writeFile(join(home, 'a-file'), '');
    const plugin = idxDataset(source([`${base}/good/`]));
    await expect(plugin.load({ ...options, cacheDir: join(home, 'a-file') })).rejects.toThrow(
      /could not be written: ENOTDIR/,
    );
  });
});
