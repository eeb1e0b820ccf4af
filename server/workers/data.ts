import { join } from 'node:path';
import type { LoadOptions } from '../ml/dataset.ts';
import type { Folders } from './messages.ts';

/** Where data sets are looked for and kept. */
export const loadOptions = ({ dataDir, suppliedDir }: Folders): LoadOptions => ({
  cacheDir: join(dataDir, 'cache'),
  ...(suppliedDir === null ? {} : { dataDir: suppliedDir }),
});

/** Where checkpoints lie: those that ship, and those of this server's runs. */
export const checkpointFolders = ({ dataDir, modelsDir }: Folders): { modelsDir: string; runsDir: string } => ({
  modelsDir,
  runsDir: join(dataDir, 'runs'),
});
