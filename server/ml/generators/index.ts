import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CheckpointError } from '../generator.ts';
import type { GeneratorPlugin } from '../generator.ts';
import { breachOf } from './contract.ts';

const here = fileURLToPath(import.meta.url);
let listed: Promise<GeneratorPlugin[]> | undefined;

/**
 * All generators, one for each folder beside this file, small rungs of the ladder first. Loads no TensorFlow.js: a plug-in's
 * `create` does.
 *
 * @throws Error naming the folder whose plug-in breaks the contract
 */
export function listGenerators(): Promise<GeneratorPlugin[]> {
  listed ??= discoverGenerators(path.dirname(here), path.extname(here));
  return listed;
}

/** @throws CheckpointError naming what there is to choose from */
export async function findGenerator(name: string): Promise<GeneratorPlugin> {
  const plugins = await listGenerators();
  const found = plugins.find((plugin) => plugin.name === name);
  if (found) return found;
  throw new CheckpointError(
    `There is no generator called "${name}"; choose one of ${plugins.map((p) => p.name).join(', ')}.`,
  );
}

/**
 * Imports `<folder>/<name>/index<extension>` for each folder there and checks it.
 *
 * @param extension `.ts` when run from source, `.js` when compiled
 */
export async function discoverGenerators(folder: string, extension: string): Promise<GeneratorPlugin[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const plugins = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) => {
        const file = path.join(folder, name, `index${extension}`);
        const module = (await import(pathToFileURL(file).href)) as { plugin?: unknown };
        const breach = breachOf(module.plugin, name);
        if (breach !== null) throw new Error(`The generator in ${file} can't be used: ${breach}.`);
        return module.plugin as GeneratorPlugin;
      }),
  );
  return plugins.sort((a, b) => a.rung - b.rung || (a.name < b.name ? -1 : 1));
}
