import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { rngFor } from '../ml/random.ts';
import { run } from './main.ts';
import { encodeNpy } from './parts/npy.ts';

vi.setConfig({ testTimeout: 180_000 });

let folder: string;
const at = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'uncanny-metrics-test-'));
  const rng = rngFor('metrics command');
  const bytes = (n: number): Uint8Array => Uint8Array.from({ length: n }, () => rng.int(256));
  await writeFile(at('real.npy'), encodeNpy(bytes(60 * 4), [60, 4]));
  await writeFile(at('fake.npy'), encodeNpy(bytes(50 * 4), [50, 4]));
  await writeFile(at('logits.npy'), encodeNpy(bytes(50 * 3), [50, 3]));
  await writeFile(at('short.npy'), encodeNpy(bytes(50 * 4), [50, 4]).subarray(0, 200));
  await writeFile(at('pictures.npy'), encodeNpy(bytes(30 * 28 * 28), [30, 28, 28, 1]));
  await writeFile(at('others.npy'), encodeNpy(bytes(20 * 28 * 28), [20, 28, 28]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

/** What the command writes to either stream, and its exit code. */
async function command(...args: string[]): Promise<{ out: string; error: string; code: number }> {
  const heard = { out: '', error: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((heard.out += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((heard.error += String(text))));
  process.exitCode = 0;
  await run(['metrics', ...args]);
  return { ...heard, code: Number(process.exitCode) };
}

describe('uncanny metrics', () => {
  it('prints one JSON object of two arrays, with intervals, n, settings and notes', async () => {
    const files = ['--real', at('real.npy'), '--fake', at('fake.npy'), '--logits', at('logits.npy')];
    const { out, error, code } = await command(...files, '--k', '3', '--kid-subsets', '7', '--seed', '2', '--json');
    expect(code).toBe(0);
    expect(error).toMatch(/%/); // progress
    const measures = JSON.parse(out) as Record<string, unknown>;
    expect(measures).toMatchObject({
      fid: expect.any(Number),
      kid: { mean: expect.any(Number), std: expect.any(Number) },
      inception_score: { mean: expect.any(Number), std: expect.any(Number) },
      precision: expect.any(Number),
      recall: expect.any(Number),
      density: expect.any(Number),
      coverage: expect.any(Number),
      extractor: null,
      label: 'Frechet distance (features: as given)',
      n: { real: 60, fake: 50, features: 4, logits: 50 },
      settings: { k: 3, kid_subsets: 7, kid_size: 50, is_splits: 10, seed: 2 },
    });
    expect(measures['notes']).toContainEqual(expect.stringContaining('KID subsets are of 50 images, not 1000'));
  });

  it('prints a table for a person', async () => {
    const { out } = await command('--real', at('real.npy'), '--fake', at('fake.npy'));
    for (const name of ['fid', 'kid', 'precision', 'recall', 'density', 'coverage'])
      expect(out).toContain(`  ${name} `);
    expect(out).not.toContain('inception score');
  });

  it('reads pictures with the classifier of a data set, and names it', async () => {
    const files = ['--real', at('pictures.npy'), '--fake', at('others.npy'), '--data', folder];
    const { out, code } = await command(...files, '--extractor', 'strokes', '--json');
    expect(code).toBe(0);
    const measures = JSON.parse(out) as { extractor: { id: string; sha256: string }; label: string };
    expect(measures.extractor.id).toMatch(/^strokes classifier/);
    expect(measures.extractor.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(measures.label).toMatch(/^Frechet distance \(features: strokes/);
    expect(measures).toMatchObject({
      n: { real: 30, fake: 20, logits: 20 },
      inception_score: { std: expect.any(Number) },
    });
  });

  it('ends with one sentence and code 1 where something is wrong', async () => {
    const wrong: [string[], RegExp][] = [
      [['--real', at('real.npy'), '--fake', at('short.npy')], /cut short/],
      [['--real', at('real.npy'), '--fake', at('nowhere.npy')], /There is no file/],
      [['--real', at('real.npy'), '--fake', at('logits.npy')], /have 4 features and fake rows 3/],
      [['--real', at('real.npy'), '--fake', at('pictures.npy')], /name an --extractor for pictures/],
      [['--real', at('real.npy'), '--fake', at('fake.npy'), '--extractor', 'strokes'], /should hold pictures/],
      [['--real', at('real.npy'), '--fake', at('fake.npy'), '--resize', '9'], /no --extractor is named/],
    ];
    for (const [args, message] of wrong) {
      const { out, error, code } = await command(...args, '--json', '--data', folder);
      expect(error).toMatch(message);
      expect(error.trim().split('\n')).toHaveLength(1);
      expect([out, code]).toEqual(['', 1]);
      vi.restoreAllMocks();
    }
  });
});
