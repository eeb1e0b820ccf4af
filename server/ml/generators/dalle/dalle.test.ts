import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ImageSet } from '../../dataset.ts';
import { startEngine, tf } from '../../engine/index.ts';
import type { LoadedClassifier } from '../../features/classifier/load.ts';
import type { LabContext } from '../../lab.ts';
import { rngFor } from '../../random.ts';
import { TokenPrior } from '../dvae/token-prior.ts';
import { Captions } from '../../captions/captions.ts';
import { morphologyOf } from '../../captions/morphology.ts';
import { Dalle } from './dalle.ts';
import { PictureCodes } from './picture-codes.ts';
import type { Shown } from '../../captions/lab.ts';
import { plugin } from './index.ts';
import { lab } from './lab.ts';
import { TokenStore } from './token-store.ts';
import { bars, BARS } from '../../captions/testing/bars.ts';

/** Compiling the graphs of a network takes seconds on a busy machine. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(async () => {
  await startEngine();
});

describe('the token store', () => {
  const stored = (): { codes: PictureCodes; captions: Captions; train: ImageSet; store: TokenStore } => {
    const codes = new PictureCodes(BARS, { codes: 8, channels: 16 }, 1);
    const captions = new Captions(BARS);
    const train = bars(20, 7);
    captions.measure(train, 0.05);
    return { codes, captions, train, store: new TokenStore(codes, captions, train) };
  };

  it('gives the tokens that encoding gives, in whatever order they are asked', async () => {
    const { codes, train, store } = stored();
    const all = await codes.encode(train.images, train.n);
    for (const indices of [
      [1, 4],
      [4, 0, 1],
      [2, 19, 3],
    ]) {
      const expected = indices.flatMap((index) => [...all.subarray(index * 16, (index + 1) * 16)]);
      expect([...(await store.tokens(indices))]).toEqual(expected);
    }
    codes.dispose();
  });

  it('speaks of pictures as they come back from their tokens, not as they were', async () => {
    const { codes, captions, train, store } = stored();
    await codes.match(train.images, train.n);
    const back = await store.pictures([3, 5]);
    const expected = [0, 1].map((i) => captions.clearOf(morphologyOf(back, i, train), train.labels![[3, 5][i]!]!));
    expect(await store.levels([3, 5])).toEqual(expected);
    // Greys come back as often as they were.
    const white = (images: Uint8Array): number => images.filter((level) => level > 127).length / images.length;
    const everything = await store.pictures(Array.from({ length: train.n }, (_, i) => i));
    expect(white(everything)).toBeCloseTo(white(train.images), 2);
    codes.dispose();
  });
});

describe('guided tokens', () => {
  /** Tokens that follow the one word of the prefix three times in four, so that a prior can learn it. */
  const learned = async (): Promise<TokenPrior> => {
    const prior = new TokenPrior({ words: 3, prefix: 1, codes: 2, length: 6, width: 16, layers: 1, heads: 2 }, 1);
    for (let step = 0; step < 60; step++) {
      const rng = rngFor('guided', step);
      const prefix = Int32Array.from({ length: 32 }, () => rng.int(3)); // word 2 says nothing
      const tokens = Int32Array.from({ length: 32 * 6 }, (_, j) => {
        const word = prefix[Math.floor(j / 6)]!;
        return word === 2 || rng.uniform() > 0.75 ? rng.int(2) : word;
      });
      await prior.descend(prefix, tokens, 32, { learningRate: 1e-2, emaDecay: 0.8 });
    }
    return prior;
  };

  it('follow their words the more, and not at all differently at strength 0', async () => {
    const prior = await learned();
    const words = Int32Array.from({ length: 64 }, (_, i) => i % 2);
    const draw = async (strength: number | null): Promise<Int32Array> =>
      prior.sample(
        words,
        Array.from(words, (_, i) => rngFor('drawn', i)),
        { temperature: 1, topP: 1 },
        strength === null ? {} : { guide: { away: [2], strength } },
      );
    const share = (tokens: Int32Array): number =>
      tokens.filter((token, j) => token === words[Math.floor(j / 6)]).length / tokens.length;
    const plain = await draw(null);
    expect(await draw(0)).toEqual(plain);
    expect(share(await draw(2))).toBeGreaterThan(share(plain) + 0.03);
    prior.dispose();
  });
});

describe('candidates', () => {
  const model = async (): Promise<Dalle> => {
    const made = new Dalle(BARS, { ...plugin.presets.classroom, candidates: 5 }, 2);
    made.captions.measure(bars(200, 3), 0.05);
    return made;
  };

  it('come best first, and depend on their own caption and index alone', async () => {
    const dalle = await model();
    const { tokens } = dalle.captions.read('a one');
    const [, second] = await dalle.candidates([[], tokens, []], { seed: 4, firstIndex: 10 });
    const [alone] = await dalle.candidates([tokens], { seed: 4, firstIndex: 11 });
    expect(alone!.scores).toHaveLength(5);
    expect([...alone!.scores].sort((a, b) => b - a)).toEqual(alone!.scores);
    expect(alone!.tokens).toEqual(second!.tokens);
    const { images, labels } = await dalle.sample({ n: 1, seed: 4, firstIndex: 11, prompt: 'a one' });
    expect(images).toEqual(alone!.images[0]);
    expect(labels).toEqual(Uint8Array.of(1));
    dalle.dispose();
  });

  it('leak nothing', async () => {
    const before = tf.memory().numTensors;
    const dalle = await model();
    await dalle.sample({ n: 3, seed: 1 });
    dalle.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('tells a page of the lab how a prompt was read, what was written for it and what that shows', async () => {
  const dalle = new Dalle(BARS, { ...plugin.presets.classroom, candidates: 3 }, 2);
  dalle.captions.measure(bars(200, 3), 0.05);
  const answer = (await lab['write']!.run(dalle, { prompt: '가는 1', seed: 1 } as never, {
    header: { shape: BARS } as LabContext['header'],
    classifier: () => Promise.resolve({ features: allOnes } as unknown as LoadedClassifier),
    reals: () => bars(1, 1),
    dataset: () => Promise.reject(new Error('not asked for')),
  })) as Record<string, { n: number; pixels: string }> & {
    read: unknown;
    tokens: number[][];
    shown: Shown[];
    scores: number[];
  };
  expect(answer.read).toMatchObject({
    words: ['가는', '1'],
    understood: { en: 'a thin one', ko: '가는 1' },
    heldOut: false,
  });
  expect(answer.tokens.map((tokens) => tokens.length)).toEqual([16, 16, 16]);
  expect(answer.scores).toEqual([...answer.scores].sort((a, b) => b - a));
  expect(answer['way']!.n).toBe(16);
  // After its last token the picture is the winner itself.
  const bytes = (name: string): Buffer => Buffer.from(answer[name]!.pixels, 'base64');
  expect(bytes('way').subarray(15 * 256)).toEqual(bytes('pictures').subarray(0, 256));
  for (const { right } of answer.shown) expect(right).toMatchObject({ kind: true, slant: null, size: null });
  dalle.dispose();
});

const allOnes: LoadedClassifier['features'] = (images) => {
  const n = images.length / 256;
  const probabilities = Float32Array.from({ length: 2 * n }, (_, i) => i % 2);
  return Promise.resolve({ features: new Float32Array(n), probabilities });
};

it('refuses a width that its heads do not divide', () => {
  expect(() => new Dalle(BARS, { ...plugin.presets.classroom, width: 40, heads: 3 }, 1)).toThrow(
    /multiple of its 3 heads but is 40/,
  );
});
