import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetPlugin, LoadOptions } from '../../server/ml/dataset.ts';
import { DatasetError } from '../../server/ml/dataset.ts';
import { hashOfSplits } from '../../server/ml/datasets/hash.ts';
import { discover, findDataset, listDatasets, loadDataset } from '../../server/ml/datasets/index.ts';

const ONE_SENTENCE = /^[A-Z][^\n]*\.$/;

let home: string;
let nothing: LoadOptions;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'uncanny-contract-'));
  nothing = { cacheDir: join(home, 'cache'), dataDir: join(home, 'nothing here'), offline: true };
});

afterAll(() => rm(home, { recursive: true, force: true }));

const plugins = await listDatasets();

it('finds the data sets by listing, each once', () => {
  const names = plugins.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['fashion-mnist', 'folder', 'kmnist', 'mnist', 'strokes']));
  expect(new Set(names).size).toBe(names.length);
  expect(plugins.some(({ builtIn }) => builtIn)).toBe(true);
});

describe.each(plugins.map((plugin) => [plugin.name, plugin] as const))(
  'the data set %s',
  (name, plugin: DatasetPlugin) => {
    it('is found by its name and says where it comes from in both languages', async () => {
      expect(await findDataset(name)).toBe(plugin);
      expect(plugin.description.en).toMatch(ONE_SENTENCE);
      expect(plugin.description.ko).toMatch(/[가-힣][^\n]*\.$/);
      expect(plugin.licence).not.toBe('');
    });

    it('is available without network and files exactly if it is built in, and otherwise says what to do', async () => {
      expect(await plugin.isAvailable(nothing)).toBe(plugin.builtIn);
      if (plugin.builtIn) return;
      const error: unknown = await plugin.load(nothing).then(
        () => null,
        (e: unknown) => e,
      );
      expect(error).toBeInstanceOf(DatasetError);
      expect((error as Error).message).toMatch(ONE_SENTENCE);
      expect((error as Error).message).toContain('--data-dir');
    });
  },
);

describe.each(plugins.filter(({ builtIn }) => builtIn).map((plugin) => [plugin.name, plugin] as const))(
  'the built-in data set %s',
  (name, plugin) => {
    it('loads whole and sound, and stops when asked to', async () => {
      const reason = new Error('enough');
      await expect(plugin.load({ ...nothing, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      const fractions: number[] = [];
      const dataset = await loadDataset(name, {
        ...nothing,
        onProgress: ({ fraction }) => fractions.push(fraction ?? 0),
      });
      expect(dataset.name).toBe(name);
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
      expect([fractions[0], fractions.at(-1)]).toEqual([0, 1]);
      const { train, test, classes } = dataset;
      expect([test.height, test.width, test.channels]).toEqual([train.height, train.width, train.channels]);
      for (const { images, labels, n, height, width, channels } of [train, test]) {
        expect(n).toBeGreaterThan(0);
        expect(images.length).toBe(n * height * width * channels);
        expect(labels?.length ?? n).toBe(n);
        expect(labels === null).toBe(classes.length === 0);
        expect(new Set(labels ?? []).size).toBe(classes.length);
        expect(Math.max(...new Set(labels ?? []))).toBe(classes.length - 1);
      }
      expect(dataset.hash).toBe(hashOfSplits(train, test));
      expect((await loadDataset(name, nothing)).hash).toBe(dataset.hash);
    }, 120_000);
  },
);

describe('a name or a plug-in that is wrong', () => {
  it('gets the choice of names', async () => {
    await expect(loadDataset('mnits', nothing)).rejects.toThrow(
      `There is no data set called 'mnits'; choose one of ${plugins.map(({ name }) => name).join(', ')}.`,
    );
  });

  const sound = { name: 'x', licence: 'MIT', builtIn: true, description: { en: 'X.', ko: '엑스.' } };
  const functions = 'isAvailable() {}, load() {}';
  it.each([
    ['sound', { ...sound, name: 'sound' }, functions, null],
    ['nothing', null, '', "its index should export 'plugin'"],
    ['misnamed', { ...sound, name: 'other' }, functions, "it is named 'other' but its folder 'misnamed'"],
    [
      'shouting',
      { ...sound, name: 'SHOUTING' },
      functions,
      "'name' is wrong (should be in lower case, words joined by hyphens)",
    ],
    ['no-korean', { ...sound, name: 'no-korean', description: { en: 'X.' } }, functions, "'description.ko' is wrong"],
    ['no-load', { ...sound, name: 'no-load' }, 'isAvailable() {}', "'load' is wrong (should be a function)"],
  ])('is told apart at discovery: %s', async (folder, fields, methods, breach) => {
    const place = join(home, `plugins-${folder}`);
    await mkdir(join(place, folder), { recursive: true });
    await writeFile(join(place, 'package.json'), '{ "type": "module" }');
    const text = fields === null ? 'export {};' : `export const plugin = { ...${JSON.stringify(fields)}, ${methods} };`;
    await writeFile(join(place, folder, 'index.js'), text);
    if (breach === null) expect((await discover(place, '.js')).map(({ name }) => name)).toEqual([folder]);
    else
      await expect(discover(place, '.js')).rejects.toThrow(
        `The data set in ${join(place, folder, 'index.js')} can't be used: ${breach}`,
      );
  });
});
