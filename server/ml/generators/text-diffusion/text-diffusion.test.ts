import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ImageSet } from '../../dataset.ts';
import { startEngine } from '../../engine/index.ts';
import { PromptError } from '../../generator.ts';
import type { Generator } from '../../generator.ts';
import type { LabContext } from '../../lab.ts';
import { rngFor } from '../../random.ts';
import { plugin } from './index.ts';
import { lab } from './lab.ts';

/** Compiling the graphs of a network takes seconds on a busy machine. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

beforeAll(async () => {
  await startEngine();
});

describe('a model of bars', () => {
  const SIDE = 16;
  /** Bars of two classes: those that stand, 3 to 7 wide, and those that lie. */
  const bars = (n: number): ImageSet => {
    const rng = rngFor('bars for captions');
    const images = new Uint8Array(n * SIDE * SIDE);
    const labels = Uint8Array.from({ length: n }, (_, i) => i % 2);
    for (let i = 0; i < n; i++) {
      const half = 1 + 2 * rng.uniform();
      for (let j = 0; j < SIDE * SIDE; j++) {
        const [x, y] = [(j % SIDE) - 7.5, Math.floor(j / SIDE) - 7.5];
        const [along, across] = i % 2 === 0 ? [y, x] : [x, y];
        const soft = (v: number): number => Math.max(0, Math.min(1, v + 0.5));
        images[i * SIDE * SIDE + j] = 255 * soft(half - Math.abs(across)) * soft(6 - Math.abs(along));
      }
    }
    return { images, labels, n, height: SIDE, width: SIDE, channels: 1 };
  };
  let model: Generator;
  beforeAll(async () => {
    const shape = { height: SIDE, width: SIDE, channels: 1, classes: 2, classNames: ['0', '1'] } as const;
    const settings = {
      ...plugin.presets.full,
      channels: 16,
      batch: 32,
      steps: 300,
      scorerSteps: 60,
      candidates: 2,
      learningRate: 3e-3,
      emaDecay: 0.95,
      samplerSteps: 6,
    };
    model = await plugin.create(shape, settings, 1);
    for await (const { losses } of model.fit(bars(600)))
      expect(losses['loss'] ?? losses['contrast']).toBeGreaterThan(0);
  }, 240_000);

  const ink = (images: Uint8Array): number => images.reduce((sum, level) => sum + level, 0) / 255 / 8;
  const inkAcross = (images: Uint8Array): number =>
    images.reduce((sum, level, j) => sum + level * (Math.abs(Math.floor((j % 256) / SIDE) - 7.5) < 3 ? 1 : 0), 0) /
    images.reduce((sum, level) => sum + level, 0);

  it('draws what it is told, in both languages', async () => {
    const drawn = async (prompt: string): Promise<Uint8Array> => (await model.sample({ n: 8, seed: 3, prompt })).images;
    for (const [thin, thick] of [
      ['a thin zero', 'a thick zero'],
      ['가는 0', '굵은 0'],
    ]) {
      expect(ink(await drawn(thick!))).toBeGreaterThan(1.2 * ink(await drawn(thin!)));
    }
    // A lying bar has all its ink in the middle rows, a standing one hardly more than half.
    expect(inkAcross(await drawn('a thin one'))).toBeGreaterThan(inkAcross(await drawn('a thin zero')) + 0.08);
  });

  it('keeps of its candidates the one that the scorer likes best, whatever else was asked for with it', async () => {
    const { images } = await model.sample({ n: 3, seed: 9, prompt: 'a thick one' });
    const alone = await model.sample({ n: 1, seed: 9, firstIndex: 2, prompt: 'a thick one' });
    expect(alone.images).toEqual(images.subarray(2 * SIDE * SIDE));
  });

  it('shows a page of the lab the way out of the noise', async () => {
    const context = {
      header: { shape: { height: SIDE, width: SIDE, channels: 1, classes: 0 } },
    } as unknown as LabContext;
    const input = { prompt: 'a thin zero', guidance: 1, steps: 4, seed: 5 };
    const answer = (await lab['draw']!.run(model, input as never, context)) as {
      sigmas: number[];
      way: { n: number; pixels: string };
      pictures: { n: number; pixels: string };
    };
    expect(answer.sigmas).toHaveLength(5);
    expect(answer.sigmas).toEqual([...answer.sigmas].sort((a, b) => b - a));
    expect(answer.way.n).toBe(5);
    const bytes = ({ pixels }: { pixels: string }): Buffer => Buffer.from(pixels, 'base64');
    expect(bytes(answer.way).subarray(4 * 256)).toEqual(bytes(answer.pictures).subarray(0, 256));
    const prompted = await model.sample({ n: 6, seed: 5, prompt: 'a thin zero' });
    expect(answer.pictures.n).toBe(6);
    expect(prompted.images.length).toBe(bytes(answer.pictures).length);
  });

  it('names the class that a prompt asks for, and none where it asks for none', async () => {
    expect((await model.sample({ n: 2, seed: 1, prompt: 'a thin one' })).labels).toEqual(Uint8Array.of(1, 1));
    expect(
      (await model.sample({ n: 1, seed: 1, prompt: 'something' }).catch((error: unknown) => error)) as Error,
    ).toBeInstanceOf(PromptError);
    expect((await model.sample({ n: 1, seed: 1, prompt: 'a thin digit' })).labels).toBeNull();
  });
});
