import type { DatasetInfo, Words } from '../../shared/protocol/http.ts';
import type { Gallery } from '../gallery/gallery.ts';
import { listDatasets } from '../ml/datasets/index.ts';
import { loadOptions } from './data.ts';
import type { Folders } from './messages.ts';
import { startWorker } from './worker.ts';
import type { Worker } from './worker.ts';

/** What fills the gallery: the first preparation after a start, and fetches that people ask for. */
export interface Preparation {
  /** What is being prepared now, null when nothing is. */
  preparing(): Words | null;
  datasets(): Promise<readonly DatasetInfo[]>;
  isAvailable(dataset: string): Promise<boolean>;
  /** Begins to fetch a data set; false for one that does not exist. Asking again while it runs changes nothing. */
  fetch(dataset: string): Promise<boolean>;
  /** When the first preparation is over, well or not. */
  readonly settled: Promise<void>;
  close(): Promise<void>;
}

export interface PreparationOptions {
  readonly folders: Folders;
  readonly gallery: Gallery;
  readonly warn: (message: string) => void;
}

/** The folders are looked at again after this long, ms. */
const LOOK_EVERY = 5000;
const TRIES = 3;

export function startPreparation({ folders, gallery, warn }: PreparationOptions): Preparation {
  let words: Words | null = { en: 'Preparing the gallery.', ko: '갤러리를 준비하는 중입니다.' };
  let closing = false;
  let available: { readonly at: number; readonly names: Promise<ReadonlySet<string>> } | null = null;
  const workers = new Set<Worker>();
  const fetching = new Map<string, { fraction: number | null; failed: string | null }>();

  const look = (): Promise<ReadonlySet<string>> => {
    if (available && Date.now() - available.at < LOOK_EVERY) return available.names;
    available = { at: Date.now(), names: namesHere(folders) };
    return available.names;
  };

  const run = async (start: () => Worker): Promise<Awaited<Worker['ended']>> => {
    const worker = start();
    workers.add(worker);
    const ending = await worker.ended;
    workers.delete(worker);
    available = null;
    return ending;
  };

  const prepare = async (): Promise<void> => {
    for (let attempt = 1; attempt <= TRIES && !closing; attempt++) {
      const ending = await run(() =>
        startWorker({ kind: 'prepare', folders }, (message) => {
          if (message.type === 'progress') words = message.what;
          if (message.type === 'hung') gallery.reload();
          if (message.type === 'warning') warn(message.message);
        }),
      );
      if (ending.kind === 'finished' || ending.kind === 'stopped') break;
      warn(`The gallery could not be prepared: ${ending.message}`);
      if (ending.kind === 'failed') break;
    }
    words = null;
  };
  const settled = prepare();

  const obtain = async (dataset: string): Promise<void> => {
    fetching.set(dataset, { fraction: null, failed: null });
    const ending = await run(() =>
      startWorker({ kind: 'fetch', folders, dataset }, (message) => {
        if (message.type === 'progress') fetching.set(dataset, { fraction: message.fraction, failed: null });
        if (message.type === 'hung') gallery.reload();
        if (message.type === 'warning') warn(message.message);
      }),
    );
    if (ending.kind === 'finished') return void fetching.delete(dataset);
    const failed = ending.kind === 'stopped' ? 'It was stopped; fetch it again.' : ending.message;
    fetching.set(dataset, { fraction: null, failed });
    warn(`The data set ${dataset} could not be fetched: ${failed}`);
  };

  return {
    preparing: () => words,
    settled,
    async datasets() {
      const here = await look();
      const models = gallery.models();
      return (await listDatasets()).map(({ name, description, builtIn }) => {
        const reals = gallery.reals(name);
        const playing = models.filter(({ header, pool }) => header.dataset === name && pool > 0).length;
        return {
          name,
          description,
          builtIn,
          available: here.has(name),
          reals,
          models: playing,
          playable: reals > 0 && playing > 0,
          fetching: fetching.get(name) ?? null,
        };
      });
    },
    isAvailable: async (dataset) => (await look()).has(dataset),
    async fetch(dataset) {
      if (!(await listDatasets()).some(({ name }) => name === dataset)) return false;
      const state = fetching.get(dataset);
      if (!state || state.failed !== null) void obtain(dataset);
      return true;
    },
    async close() {
      closing = true;
      await Promise.all([...workers].map((worker) => worker.stop(2000)));
    },
  };
}

async function namesHere(folders: Folders): Promise<ReadonlySet<string>> {
  const options = { ...loadOptions(folders), offline: true };
  const plugins = await listDatasets();
  const here = await Promise.all(plugins.map((plugin) => plugin.isAvailable(options)));
  return new Set(plugins.filter((_, i) => here[i]).map(({ name }) => name));
}
