import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KnownModel, PoolOfPictures } from '../../server/gallery/hang.ts';
import { rngFor } from '../../server/ml/random.ts';

export const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'uncanny-gallery-'));

/** Bytes that follow from their key. */
export function noise(length: number, ...key: (string | number)[]): Uint8Array {
  const rng = rngFor(...key);
  return Uint8Array.from({ length }, () => rng.int(256));
}

export function pool(modelId: string | null, n: number, change: Partial<PoolOfPictures> = {}): PoolOfPictures {
  return {
    dataset: 'strokes',
    modelId,
    seed: 1,
    height: 28,
    width: 28,
    channels: 1,
    images: noise(n * 784, 'pool', modelId ?? 'real'),
    indices: Array.from({ length: n }, (_, i) => i),
    labels: Array.from({ length: n }, (_, i) => i % 10),
    nearest: null,
    ...change,
  };
}

export function model(name: string, change: Partial<KnownModel['header']> = {}): KnownModel {
  const hash = createHash('sha256').update(name).digest('hex');
  return {
    id: hash.slice(0, 12),
    hash,
    path: `/models/${name}.safetensors`,
    runId: null,
    header: {
      format: 1,
      kind: 'generator',
      generator: name,
      config: {},
      dataset: 'strokes',
      datasetHash: 'abc',
      shape: { height: 28, width: 28, channels: 1, classes: 10 },
      preset: 'full',
      seed: 0,
      step: 100,
      totalSteps: 100,
      trainedSeconds: 1,
      createdAt: '2026-01-01T00:00:00.000Z',
      losses: {},
      scores: null,
      ...change,
    },
  };
}

export const digits = { name: 'strokes', hash: null, classes: [...'0123456789'] };
