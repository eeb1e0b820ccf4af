import { readdir } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MetricError, type MetricPlugin } from '../metric.ts';
import { breachOf } from './contract.ts';

const here = fileURLToPath(import.meta.url);
let listed: Promise<MetricPlugin[]> | undefined;

/**
 * All metrics: one for each folder beside this file, in the order of their names.
 *
 * @throws Error naming the folder whose plug-in breaks the contract
 */
export function listMetrics(): Promise<MetricPlugin[]> {
  listed ??= discoverMetrics(dirname(here), extname(here));
  return listed;
}

/** @throws MetricError naming what there is to choose from */
export async function findMetric(name: string): Promise<MetricPlugin> {
  const plugins = await listMetrics();
  const found = plugins.find((plugin) => plugin.name === name);
  if (found) return found;
  throw new MetricError(`There is no metric called '${name}'; choose one of ${plugins.map((p) => p.name).join(', ')}.`);
}

/** Imports `<folder>/<name>/index<extension>` for each folder there and checks it. */
export async function discoverMetrics(folder: string, extension: string): Promise<MetricPlugin[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const path = join(folder, name, `index${extension}`);
      const module = (await import(pathToFileURL(path).href)) as { plugin?: unknown };
      const breach = breachOf(module.plugin, name);
      if (breach !== null) throw new Error(`The metric in ${path} can't be used: ${breach}.`);
      return module.plugin as MetricPlugin;
    }),
  );
}
