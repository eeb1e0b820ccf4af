import { readdir } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Dataset, DatasetPlugin, LoadOptions } from '../dataset.ts';
import { DatasetError } from '../dataset.ts';
import { breachOf } from './contract.ts';

const here = fileURLToPath(import.meta.url);
let listed: Promise<DatasetPlugin[]> | undefined;

/**
 * All data sets: one for each folder beside this file, in the order of their names.
 *
 * @throws Error naming the folder whose plug-in breaks the contract
 */
export function listDatasets(): Promise<DatasetPlugin[]> {
  listed ??= discover(dirname(here), extname(here));
  return listed;
}

/** @throws DatasetError naming what there is to choose from */
export async function findDataset(name: string): Promise<DatasetPlugin> {
  const plugins = await listDatasets();
  const found = plugins.find((plugin) => plugin.name === name);
  if (found) return found;
  throw new DatasetError(
    `There is no data set called '${name}'; choose one of ${plugins.map((p) => p.name).join(', ')}.`,
  );
}

/** Finds and loads a data set by name; see {@link DatasetPlugin.load}. */
export async function loadDataset(name: string, options: LoadOptions): Promise<Dataset> {
  return (await findDataset(name)).load(options);
}

/**
 * Imports `<folder>/<name>/index<extension>` for each folder there and checks it.
 *
 * @param extension `.ts` when run from source, `.js` when compiled
 */
export async function discover(folder: string, extension: string): Promise<DatasetPlugin[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const path = join(folder, name, `index${extension}`);
      const module = (await import(pathToFileURL(path).href)) as { plugin?: unknown };
      const breach = breachOf(module.plugin, name);
      if (breach !== null) throw new Error(`The data set in ${path} can't be used: ${breach}.`);
      return module.plugin as DatasetPlugin;
    }),
  );
}
