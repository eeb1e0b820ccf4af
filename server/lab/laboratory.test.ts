import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hangStrokes } from '../gallery/held-out.ts';
import { openGalleryWriter } from '../gallery/hang.ts';
import { readCheckpointHeader } from '../ml/checkpoints/checkpoint-file.ts';
import type { LabPictures } from '../ml/lab.ts';
import { Laboratory } from './laboratory.ts';
import type { LabQuestion, LabSubject } from './question.ts';
import { Recent } from './recent.ts';

const modelsDir = fileURLToPath(new URL('../../models', import.meta.url));
const file = path.join(modelsDir, 'strokes', 'gaussian.safetensors');
const dataset = { kind: 'dataset', dataset: 'strokes' } as const;
let dataDir: string;
let laboratory: Laboratory;
let model: LabSubject;

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'uncanny-lab-'));
  const writer = await openGalleryWriter(dataDir);
  await hangStrokes(writer);
  await writer.close();
  laboratory = new Laboratory({ dataDir, modelsDir, loadOptions: { cacheDir: path.join(dataDir, 'cache') } });
  const { id } = await readCheckpointHeader(file);
  model = { kind: 'model', id, generator: 'gaussian', dataset: 'strokes', path: file };
});
afterAll(() => {
  laboratory.dispose();
  rmSync(dataDir, { recursive: true, force: true });
});

const ask = (subject: LabSubject, operation: string, input: unknown = {}) =>
  laboratory.answer({ subject, operation, input } satisfies LabQuestion);

describe('the laboratory', () => {
  it('samples any model as its pool was sampled: by seed and index', async () => {
    const three = await ask(model, 'sample', { n: 3, seed: 1 });
    const third = await ask(model, 'sample', { n: 1, seed: 1, firstIndex: 2 });
    const pixels = (answer: typeof three): Buffer =>
      Buffer.from((answer as { value: { pictures: LabPictures } }).value.pictures.pixels, 'base64');
    expect(pixels(three).length).toBe(3 * 784);
    expect(pixels(three).subarray(2 * 784)).toEqual(pixels(third));
  });

  it('shows held-out real pictures of a class', async () => {
    const answer = await ask(dataset, 'reals', { n: 4, label: 7 });
    expect(answer).toMatchObject({ ok: true, value: { labels: [7, 7, 7, 7], pictures: { n: 4, height: 28 } } });
  });

  it.each([
    ['an operation that is not there', () => ask(model, 'juggle'), 'lab/unknown'],
    ['an operation named as something every object has', () => ask(model, 'constructor'), 'lab/unknown'],
    ['a number outside its limits', () => ask(model, 'sample', { n: 100_000, seed: 1 }), 'lab/bad-input'],
    ['a class that is not there', () => ask(model, 'sample', { n: 1, seed: 1, label: 77 }), 'lab/refused'],
    [
      'a checkpoint that was replaced',
      () => ask({ ...model, id: '0123456789ab' } as LabSubject, 'sample', { n: 1, seed: 1 }),
      'lab/refused',
    ],
    [
      'a data set without pictures',
      () => ask({ kind: 'dataset', dataset: 'kmnist' }, 'reals', { n: 1 }),
      'lab/refused',
    ],
  ])('refuses %s', async (_what, question, code) => {
    expect(await question()).toMatchObject({ ok: false, code });
  });
});

describe('the directions of a Gaussian', () => {
  it('are orthogonal, strongest first, and hold no more than all of the variance', async () => {
    const answer = await ask(model, 'density', { label: 3 });
    if (!answer.ok) throw new Error(answer.message);
    const { directions, deviations, share } = answer.value as {
      directions: number[][];
      deviations: number[];
      share: number;
    };
    const dot = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    directions.forEach((direction, i) => {
      expect(Math.abs(Math.sqrt(dot(direction, direction)) / deviations[i]! - 1)).toBeLessThan(0.01);
      for (let j = 0; j < i; j++)
        expect(Math.abs(dot(direction, directions[j]!)) / (deviations[i]! * deviations[j]!)).toBeLessThan(0.01);
    });
    expect([...deviations].sort((a, b) => b - a)).toEqual(deviations);
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(1);
  });
});

describe('what was used last', () => {
  it('stays, and what was not is handed back', () => {
    const dropped: number[] = [];
    const recent = new Recent<number>(2, (value) => dropped.push(value));
    recent.set('a', 1);
    recent.set('b', 2);
    recent.get('a');
    recent.set('c', 3);
    expect(dropped).toEqual([2]);
    expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual([1, undefined, 3]);
  });
});
