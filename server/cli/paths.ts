import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';

/** Where this installation keeps things. */
export interface Paths {
  /** Everything that grows: runs, cached downloads, the database. */
  readonly dataDir: string;
  readonly runsDir: string;
  readonly cacheDir: string;
  /** Checkpoints that ship with the program. */
  readonly modelsDir: string;
}

/** Folder that holds package.json and models/, whether this runs from source or compiled under dist/. */
export function projectRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder)
      throw new Error(`No package.json above ${fileURLToPath(import.meta.url)}; run the program from its own folder.`);
    folder = parent;
  }
  return folder;
}

/** @param out where files that grow go: a command's option, else UNCANNY_DATA, else ./data */
export function pathsFor(out?: string): Paths {
  const dataDir = path.resolve(out ?? process.env['UNCANNY_DATA'] ?? 'data');
  return {
    dataDir,
    runsDir: path.join(dataDir, 'runs'),
    cacheDir: path.join(dataDir, 'cache'),
    modelsDir: path.join(projectRoot(), 'models'),
  };
}
