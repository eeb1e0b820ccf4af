import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openGallery } from '../../server/gallery/gallery.ts';
import { writeCheckpoint } from '../../server/ml/checkpoints/checkpoint-file.ts';
import { writePool } from '../../server/ml/checkpoints/pool.ts';
import { startPreparation } from '../../server/workers/preparation.ts';
import { model, noise } from '../gallery/sample.ts';

const tensors = (value: number) => new Map([['w', { shape: [1], data: Float32Array.of(value) }]]);

it(
  'a fresh folder is filled with reals and shipped pools; a damaged pool is told and spoils nothing',
  { timeout: 480_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'uncanny-prepare-'));
    const [dataDir, shipped] = [join(folder, 'data'), join(folder, 'models', 'strokes')];
    mkdirSync(dataDir);
    const { id } = await writeCheckpoint(join(shipped, 'vae.safetensors'), model('vae').header, tensors(1));
    await writePool(join(shipped, 'vae.pool.safetensors.br'), {
      checkpointId: id,
      seed: 5,
      firstIndex: 0,
      height: 28,
      width: 28,
      channels: 1,
      images: noise(50 * 784, 'shipped'),
      labels: null,
      nearestTrain: null,
    });
    await writeCheckpoint(join(shipped, 'gan.safetensors'), model('gan').header, tensors(2));
    writeFileSync(join(shipped, 'gan.pool.safetensors.br'), 'cut off');

    const gallery = await openGallery(dataDir);
    const warnings: string[] = [];
    const folders = { dataDir, modelsDir: join(folder, 'models'), suppliedDir: null };
    const preparation = startPreparation({ folders, gallery, warn: (message) => warnings.push(message) });
    expect(preparation.preparing()).not.toBeNull();
    while (gallery.models().length < 2 || gallery.reals('strokes') === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));

    const strokes = (await preparation.datasets()).find(({ name }) => name === 'strokes');
    expect(strokes).toMatchObject({ available: true, reals: 1000, models: 1, playable: true, fetching: null });
    expect(
      gallery
        .models()
        .map(({ header, pool }) => [header.generator, pool])
        .sort(),
    ).toEqual([
      ['gan', 0],
      ['vae', 50],
    ]);
    expect(warnings.join()).toMatch(/gan\.pool\.safetensors\.br .*draw it again/);
    const dealt = gallery.deal({ dataset: 'strokes', models: [], count: 20, seed: 1, exclude: new Set() });
    expect(dealt.ok).toBe(true);
    expect(await preparation.fetch('nothing')).toBe(false);

    await preparation.close(); // in the middle of drawing all of strokes
    await preparation.settled;
    expect(preparation.preparing()).toBeNull();
    await gallery.close();
  },
);
