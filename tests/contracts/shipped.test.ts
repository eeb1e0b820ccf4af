import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { readPool } from '../../server/ml/checkpoints/pool.ts';
import { startEngine } from '../../server/ml/engine/index.ts';
import { openGenerator } from '../../server/ml/generators/open.ts';

/** Every model that ships opens under the code of today, draws, and has its own pool beside it. */
const folder = path.resolve(import.meta.dirname, '..', '..', 'models');
const shipped = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.safetensors') && !file.includes('classifier'))
  .map((file) => file.replace(/\.safetensors$/, ''));

beforeAll(async () => {
  await startEngine();
});

it.each(shipped)('%s opens, draws, and has its pool', async (name) => {
  const { generator, header, id } = await openGenerator(path.join(folder, `${name}.safetensors`));
  try {
    const { images, labels } = await generator.sample({ n: 2, seed: 1 });
    const { height, width, channels, classes } = header.shape;
    expect(images.length).toBe(2 * height * width * channels);
    expect(new Set(images).size).toBeGreaterThan(1);
    expect(labels?.every((label) => label < classes) ?? true).toBe(true);
    expect(`${header.dataset}/${header.generator}`).toBe(name);
    expect((await readPool(path.join(folder, `${name}.samples.safetensors.br`))).checkpointId).toBe(id);
  } finally {
    generator.dispose();
  }
});
