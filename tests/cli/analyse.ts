import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { run } from '../../server/cli/main.ts';

/** A folder of the test file that imports this. */
export let folder: string;
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'analyse-'))));
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

export interface Ran {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/** One command line in this process. */
export async function analyse(...args: string[]): Promise<Ran> {
  let [out, err] = ['', ''];
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((out += String(text)))),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((err += String(text)))),
  ];
  await run(['analyse', ...args]);
  spies.forEach((spy) => spy.mockRestore());
  const code = Number(process.exitCode ?? 0);
  process.exitCode = 0;
  return { out, err, code };
}

export async function file(name: string, content: string | Uint8Array): Promise<string> {
  const at = path.join(folder, name);
  await writeFile(at, content);
  return at;
}

export const csv = (rows: readonly object[]): string =>
  [Object.keys(rows[0]!).join(','), ...rows.map((row) => Object.values(row).join(','))].join('\n');

export const json = ({ out, code, err }: Ran) => {
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Record<string, never> & {
    models: Record<string, number & [number, number]>[];
    notes: string[];
  };
};

/** Ann: 1 of 4 fakes missed, 1 of 2 reals called fake. Bob: 2 of 4 and 0 of 2. */
export const VOTES = [
  ...['fake', 'fake', 'fake', 'real'].map((response) => ({ participant: 'ann', truth: 'fake', model: 'm', response })),
  ...['real', 'fake'].map((response) => ({ participant: 'ann', truth: 'real', model: '', response })),
  ...['fake', 'real', 'fake', 'real'].map((response) => ({ participant: 'bob', truth: 'fake', model: 'm', response })),
  ...['real', 'real'].map((response) => ({ participant: 'bob', truth: 'real', model: '', response })),
];
