import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gameMode, type GameMode } from '../../shared/domain/room.ts';
import { breachOf, type Mode } from './mode.ts';

const here = fileURLToPath(import.meta.url);

/** Every mode by its name in the settings: one for each folder beside this file. */
export const MODES: Readonly<Record<GameMode, Mode>> = await discoverModes(path.dirname(here), path.extname(here));

/**
 * Imports `<folder>/<name>/index<extension>` for each folder there and checks it.
 *
 * @param extension `.ts` when run from source, `.js` when compiled
 * @throws Error naming the folder that breaks the contract, or the mode of the settings that has none
 */
export async function discoverModes(folder: string, extension: string): Promise<Readonly<Record<GameMode, Mode>>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: Partial<Record<string, Mode>> = {};
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    const file = path.join(folder, name, `index${extension}`);
    const { mode } = (await import(pathToFileURL(file).href)) as { mode?: unknown };
    const breach = breachOf(mode, name);
    if (breach !== null) throw new Error(`The mode in ${file} can't be played: ${breach}.`);
    found[name] = mode as Mode;
  }
  for (const name of gameMode.options)
    if (!found[name]) throw new Error(`The settings know the mode '${name}', but ${folder} has no such folder.`);
  return found as Record<GameMode, Mode>;
}
