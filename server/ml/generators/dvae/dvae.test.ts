import { beforeAll, describe, expect, it } from 'vitest';
import { startEngine, tf } from '../../engine/index.ts';
import { rngFor } from '../../random.ts';
import { perplexityOf } from './measures.ts';
import { drawToken, nucleus } from './nucleus.ts';
import { codebookUse, gumbelSoftmax } from './relaxation.ts';
import { TokenPrior } from './token-prior.ts';
import { emptyCache, transformer, transformerLayout, transformerStep } from './transformer.ts';

beforeAll(async () => {
  await startEngine();
});

describe('the transformer', () => {
  const spec = { inputs: 7, outputs: 5, length: 6, width: 8, layers: 2, heads: 2 };
  const layout = transformerLayout(spec);
  const flat = layout.initial(3, 'test');
  const rows = [
    [0, 3, 6, 2, 1, 4],
    [5, 5, 1, 0, 2, 3],
  ];
  const whole = (tokens: number[][]): Float32Array =>
    tf.tidy(() => {
      const w = layout.weights(tf.tensor1d(flat));
      return transformer(w, spec, tf.tensor2d(tokens, [2, 6], 'int32')).dataSync() as Float32Array;
    });

  it('sees no later place: changing a token changes nothing before it', () => {
    const changed = rows.map((row) => row.map((token, i) => (i === 3 ? (token + 1) % 7 : token)));
    const [a, b] = [whole(rows), whole(changed)];
    const differs = (place: number): number =>
      Math.max(
        ...[0, 1].flatMap((r) =>
          [0, 1, 2, 3, 4].map((k) => Math.abs(a[(r * 6 + place) * 5 + k]! - b[(r * 6 + place) * 5 + k]!)),
        ),
      );
    for (const place of [0, 1, 2]) expect(differs(place)).toBe(0);
    for (const place of [3, 4, 5]) expect(differs(place)).toBeGreaterThan(1e-5);
  });

  it('gives the same logits place by place as at once', () => {
    const all = whole(rows);
    tf.tidy(() => {
      const w = layout.weights(tf.tensor1d(flat));
      let cache = emptyCache(spec, 2);
      for (let at = 0; at < 6; at++) {
        const place = tf.tensor1d(Array.from({ length: 6 }, (_, i) => +(i === at)));
        const seen = tf.tensor1d(Array.from({ length: 6 }, (_, i) => (i <= at ? 0 : -1e9)));
        const tokens = tf.tensor1d(
          rows.map((row) => row[at]!),
          'int32',
        );
        const step = transformerStep(w, spec, tokens, place, seen, cache);
        cache = step.cache;
        const found = step.logits.dataSync();
        for (let r = 0; r < 2; r++) {
          for (let k = 0; k < 5; k++)
            expect(Math.abs(found[r * 5 + k]! - all[(r * 6 + at) * 5 + k]!)).toBeLessThan(2e-5);
        }
      }
    });
  });
});

describe('the prior', () => {
  const spec = { words: 2, prefix: 1, codes: 3, length: 4, width: 16, layers: 1, heads: 2 };

  it('learns a language of two words, one for each prefix, and writes it', async () => {
    const prior = new TokenPrior(spec, 1);
    const texts = [
      [0, 1, 2, 0],
      [2, 2, 0, 1],
    ];
    const prefix = Int32Array.from({ length: 16 }, (_, i) => i % 2);
    const tokens = Int32Array.from(Array.from(prefix, (word) => texts[word]!).flat());
    let nats = 0;
    for (let step = 0; step < 150; step++)
      nats = await prior.descend(prefix, tokens, 16, { learningRate: 0.01, emaDecay: 0 });
    expect(nats).toBeLessThan(0.1);
    const rngs = Array.from({ length: 4 }, (_, i) => rngFor('write', i));
    const drawn = await prior.sample(Int32Array.of(0, 1, 0, 1), rngs, { temperature: 0.5, topP: 1 });
    expect([...drawn]).toEqual([...texts[0]!, ...texts[1]!, ...texts[0]!, ...texts[1]!]);
    prior.dispose();
  });

  it('draws grids as often as it says they are likely, from what is given', async () => {
    const prior = new TokenPrior({ ...spec, length: 2 }, 4);
    // Weights far from zero, so that the grids are not all alike.
    const saved = new Map(await prior.save('p', false));
    for (const [name, { shape, data }] of saved) saved.set(name, { shape, data: data.map((value) => 3 * value) });
    prior.restore('p', saved);
    const all = Array.from({ length: 9 }, (_, i) => [Math.floor(i / 3), i % 3]).flat();
    const likely = (await prior.nats(new Int32Array(9).fill(1), Int32Array.from(all), 9)).map((nats) =>
      Math.exp(-nats),
    );
    expect(Math.abs(likely.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-4);
    const n = 4000;
    const rngs = Array.from({ length: n }, (_, i) => rngFor('grids', i));
    const drawn = await prior.sample(new Int32Array(n).fill(1), rngs, { temperature: 1, topP: 1 });
    const counts = new Float64Array(9);
    for (let i = 0; i < n; i++) counts[3 * drawn[2 * i]! + drawn[2 * i + 1]!]!++;
    likely.forEach((p, i) =>
      expect(Math.abs(counts[i]! / n - p)).toBeLessThan(4.5 * Math.sqrt((p * (1 - p)) / n) + 1e-3),
    );
    const given = await prior.sample(
      new Int32Array(8).fill(1),
      rngs.slice(0, 8),
      { temperature: 1, topP: 1 },
      { given: new Int32Array(8).fill(2) },
    );
    for (let i = 0; i < 8; i++) expect(given[2 * i]).toBe(2);
    prior.dispose();
  });
});

describe('drawing a token', () => {
  const logits = [2, 1, 0, -5].map((value) => value + 40);

  it('follows the softmax at temperature 1 and narrows as it cools', () => {
    const rng = rngFor('tokens');
    const share = (temperature: number): number => {
      let hits = 0;
      for (let i = 0; i < 20_000; i++) hits += +(drawToken(logits, { temperature, topP: 1 }, rng) === 0);
      return hits / 20_000;
    };
    const exact = 1 / (1 + Math.exp(-1) + Math.exp(-2) + Math.exp(-7));
    expect(Math.abs(share(1) - exact)).toBeLessThan(0.015);
    expect(share(0.1)).toBeGreaterThan(0.999);
  });

  it('keeps the fewest tokens that hold the share asked for', () => {
    const kept = (topP: number): boolean[] => Array.from(nucleus(logits, { temperature: 1, topP }), (p) => p > 0);
    expect(kept(0.5)).toEqual([true, false, false, false]);
    expect(kept(0.7)).toEqual([true, true, false, false]);
    expect(kept(1)).toEqual([true, true, true, true]);
  });
});

describe('the relaxation', () => {
  it('picks each code as often as its probability, and is hard when cold', () => {
    const n = 20_000;
    const rng = rngFor('gumbel');
    const p = [0.6, 0.3, 0.1];
    tf.tidy(() => {
      const logits = tf.tensor2d(p.map(Math.log), [1, 3]).tile([n, 1]);
      const uniform = tf.tensor2d(
        Float32Array.from({ length: 3 * n }, () => rng.uniform() * (1 - 2e-6) + 1e-6),
        [n, 3],
      );
      const soft = gumbelSoftmax(logits, uniform, tf.scalar(0.01));
      const mean = soft.mean(0).dataSync();
      p.forEach((wanted, k) => expect(Math.abs(mean[k]! - wanted)).toBeLessThan(0.015));
      expect(soft.max(1).mean().dataSync()[0]).toBeGreaterThan(0.98);
    });
  });

  it('measures use: nothing for uniform, ln K a cell and no perplexity for a single code', () => {
    tf.tidy(() => {
      const even = codebookUse(tf.zeros([2, 3, 3, 8]));
      expect(Math.abs(even.kl.max().dataSync()[0]!)).toBeLessThan(1e-4);
      expect(Math.abs(even.perplexity.dataSync()[0]! - 8)).toBeLessThan(1e-3);
      const one = codebookUse(tf.oneHot(tf.zeros([2, 3, 3], 'int32'), 8).mul(100) as tf.Tensor4D);
      expect(Math.abs(one.kl.min().dataSync()[0]! - 9 * Math.log(8))).toBeLessThan(1e-3);
      expect(Math.abs(one.balance.dataSync()[0]! - 9 * Math.log(8))).toBeLessThan(1e-3);
      expect(Math.abs(one.perplexity.dataSync()[0]! - 1)).toBeLessThan(1e-4);
    });
    expect(perplexityOf([5, 5, 5, 0])).toBeCloseTo(3, 10);
    expect(perplexityOf([7, 0])).toBeCloseTo(1, 10);
  });
});
