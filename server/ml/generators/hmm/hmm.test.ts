import { describe, expect, it } from 'vitest';
import type { ImageSet } from '../../dataset.ts';
import type { Generator } from '../../generator.ts';
import { rngFor } from '../../random.ts';
import { baumWelch, type Hmm, type Sequences } from './baumWelch.ts';
import { drawPath, viterbi, type Chain } from './chain.ts';
import { writeLine, type Emissions, type EmissionKind } from './emissions.ts';
import { plugin, type HmmConfig } from './index.ts';
import { forwardBackward } from './passes.ts';
import { startHmm } from './start.ts';

/** Russell & Norvig 2021, section 14.2: the umbrella world. */
const umbrella: Chain = {
  states: 2,
  initial: Float64Array.of(0.5, 0.5),
  transitions: Float64Array.of(0.7, 0.3, 0.3, 0.7),
};
const frames = (): Float64Array => Float64Array.of(0.9, 0.2, 0.9, 0.2, 0.1, 0.8, 0.9, 0.2, 0.9, 0.2).map(Math.log);

describe('the chain', () => {
  it('gives the published log-likelihood and the published path', async () => {
    const { logLikelihoods, occupancy, transitions } = await forwardBackward(umbrella, frames(), 1);
    expect(logLikelihoods[0]!).toBeCloseTo(-3.3725, 4);
    const { path, logProbability } = viterbi(umbrella, frames());
    expect(logProbability).toBeCloseTo(-4.459, 4);
    expect([...path]).toEqual([0, 0, 1, 0, 0]);
    // Smoothed probability of rain on the first day, and sums of the posteriors.
    expect(occupancy[0]!).toBeCloseTo(0.8673, 4);
    expect(occupancy.reduce((a, b) => a + b, 0)).toBeCloseTo(5, 10);
    expect(transitions.reduce((a, b) => a + b, 0)).toBeCloseTo(4, 10);
  });

  it('agrees with the sum over all paths, for several sequences at once and far states', async () => {
    const rng = rngFor('paths');
    const [states, length, n] = [3, 5, 4];
    const row = (): number[] => {
      const values = [rng.uniform(), rng.uniform(), rng.uniform()];
      const sum = values.reduce((a, b) => a + b, 0);
      return values.map((value) => value / sum);
    };
    const chain: Chain = {
      states,
      initial: Float64Array.from(row()),
      transitions: Float64Array.from([...row(), 0, 0.4, 0.6, 0, 0, 1]), // left to right from the second state on
    };
    const logs = Float64Array.from({ length: length * n * states }, () => 300 * rng.normal()); // beyond exp's range
    const { logLikelihoods, occupancy } = await forwardBackward(chain, logs.slice(), n);
    for (let i = 0; i < n; i++) {
      const paths: { log: number; first: number }[] = [];
      for (let code = 0; code < states ** length; code++) {
        let log = 0;
        let before = -1;
        for (let t = 0; t < length; t++) {
          const s = Math.floor(code / states ** t) % states;
          log += Math.log(t === 0 ? chain.initial[s]! : chain.transitions[before * states + s]!);
          log += logs[(t * n + i) * states + s]!;
          before = s;
        }
        paths.push({ log, first: code % states });
      }
      const top = Math.max(...paths.map(({ log }) => log));
      const sum = paths.reduce((total, { log }) => total + Math.exp(log - top), 0);
      expect(Math.abs(logLikelihoods[i]! - top - Math.log(sum))).toBeLessThan(1e-9);
      const second = paths.reduce((total, { log, first }) => total + (first === 1 ? Math.exp(log - top) : 0), 0) / sum;
      expect(Math.abs(occupancy[i * states + 1]! - second)).toBeLessThan(1e-9);
      const own = new Float64Array(length * states).map(
        (_, j) => logs[(Math.floor(j / states) * n + i) * states + (j % states)]!,
      );
      expect(Math.abs(viterbi(chain, own).logProbability - top)).toBeLessThan(1e-9);
    }
  });
});

/** Sequences drawn from a model. */
function drawn({ chain, emissions }: Hmm, n: number, length: number, seed: string): Sequences {
  const { d } = emissions;
  const x = new Float64Array(n * length * d);
  const line = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    const rng = rngFor('drawn', seed, i);
    drawPath(chain, length, rng).forEach((state, t) => {
      writeLine(emissions, state, rng, line);
      x.set(line, (i * length + t) * d);
    });
  }
  return {
    n,
    length,
    read(start, end) {
      const out = new Float64Array((end - start) * length * d);
      for (let i = start; i < end; i++) {
        for (let t = 0; t < length; t++) {
          const from = (i * length + t) * d;
          out.set(x.subarray(from, from + d), (t * (end - start) + i - start) * d);
        }
      }
      return out;
    },
  };
}

/** Two states in turn, in the manner of the umbrella: known exactly. */
function knownModel(kind: EmissionKind): Hmm {
  const emissions: Emissions = {
    kind,
    states: 2,
    d: 3,
    means: Float64Array.of(0.9, 0.2, 0.5, 0.1, 0.7, 0.5),
    deviations: Float64Array.of(0.1, 0.2, 0.3, 0.3, 0.2, 0.1),
  };
  const chain = { states: 2, initial: Float64Array.of(0.8, 0.2), transitions: Float64Array.of(0.85, 0.15, 0.3, 0.7) };
  return { chain, emissions };
}

const KINDS = ['bernoulli', 'gaussian'] as const;
const untold = (kind: EmissionKind, n: number, data: Sequences): Hmm =>
  startHmm({ ...data, n }, 3, { bands: 1, shapes: 2, reach: 1 }, kind, 0.01, rngFor('start'));

describe.each(KINDS)('Baum and Welch with %s lines', (kind) => {
  it('recovers a known chain', async () => {
    const known = knownModel(kind);
    const data = drawn(known, 3000, 12, kind);
    let model = untold(kind, 500, data);
    for (let i = 0; i < 60; i++) ({ model } = await baumWelch(model, data, 0.01));
    const order = model.emissions.means[0]! > model.emissions.means[3]! ? [0, 1] : [1, 0];
    for (let a = 0; a < 2; a++) {
      const at = order[a]!;
      expect(Math.abs(model.chain.initial[at]! - known.chain.initial[a]!)).toBeLessThan(0.06);
      for (let b = 0; b < 2; b++) {
        const found = model.chain.transitions[at * 2 + order[b]!]!;
        expect(Math.abs(found - known.chain.transitions[a * 2 + b]!)).toBeLessThan(0.04);
      }
      for (let j = 0; j < 3; j++) {
        expect(Math.abs(model.emissions.means[at * 3 + j]! - known.emissions.means[a * 3 + j]!)).toBeLessThan(0.03);
        if (kind === 'gaussian') {
          const deviation = model.emissions.deviations[at * 3 + j]!;
          expect(Math.abs(deviation - known.emissions.deviations[a * 3 + j]!)).toBeLessThan(0.02);
        }
      }
    }
  });

  it('never lowers the likelihood, even where floors hold', async () => {
    const data = drawn(knownModel(kind), 200, 6, `${kind} floors`);
    for (const floor of [0.001, 0.25]) {
      let model = startHmm(data, 3, { bands: 3, shapes: 3, reach: 1 }, kind, floor, rngFor('monotone'));
      let before = -Infinity;
      for (let i = 0; i < 30; i++) {
        const step = await baumWelch(model, data, floor);
        expect(step.logLikelihood - before).toBeGreaterThan(-1e-9);
        before = step.logLikelihood;
        model = step.model;
      }
    }
  });

  it('keeps a chain that reads left to right so', async () => {
    const data = drawn(knownModel(kind), 100, 6, `${kind} order`);
    let model = startHmm(data, 3, { bands: 4, shapes: 2, reach: 2 }, kind, 0.01, rngFor('order'));
    for (let i = 0; i < 5; i++) ({ model } = await baumWelch(model, data, 0.01));
    const { states, transitions } = model.chain;
    for (let a = 0; a < states; a++) {
      let sum = 0;
      for (let b = 0; b < states; b++) {
        const ahead = Math.floor(b / 2) - Math.floor(a / 2);
        if (ahead < 0 || ahead > 2) expect(transitions[a * states + b]).toBe(0);
        sum += transitions[a * states + b]!;
      }
      expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
    }
  });
});

/** Slanted strokes on 8 x 8: class 0 leans left, class 1 right. */
function strokes(n: number): ImageSet {
  const rng = rngFor('strokes');
  const images = new Uint8Array(n * 64);
  const labels = Uint8Array.from({ length: n }, (_, i) => i % 2);
  for (let i = 0; i < n; i++) {
    const at = rng.int(4);
    for (let t = 0; t < 8; t++) images[i * 64 + t * 8 + at + Math.floor((labels[i] ? t : 7 - t) / 2)] = 255;
  }
  return { images, labels, n, height: 8, width: 8, channels: 1 };
}
const shape = { height: 8, width: 8, channels: 1, classes: 2 } as const;
const config: HmmConfig = { ...plugin.presets.full, bands: 8, shapes: 4, iterations: 8 };

async function trained(changes: Partial<HmmConfig> = {}): Promise<Generator> {
  const model = await plugin.create(shape, { ...config, ...changes }, 1);
  for await (const _ of model.fit(strokes(300)));
  return model;
}

/** Column of the brightest pixel of each row, or row of each column. */
function centres(images: Uint8Array, i: number, scan: 'rows' | 'columns'): number[] {
  return Array.from({ length: 8 }, (_, t) => {
    const line = Array.from({ length: 8 }, (_, j) => images[i * 64 + (scan === 'rows' ? t * 8 + j : j * 8 + t)]!);
    return line.indexOf(Math.max(...line));
  });
}

describe('the model of pictures', () => {
  it('draws strokes that hold together from row to row and lean the way of their class', async () => {
    const model = await trained();
    for (const label of [0, 1]) {
      const { images } = await model.sample({ n: 50, seed: 2, label });
      let slips = 0;
      for (let i = 0; i < 50; i++) {
        const at = centres(images, i, 'rows');
        for (let t = 1; t < 8; t++) slips += Number(Math.abs(at[t]! - at[t - 1]!) > 1);
        expect(Math.sign(at[7]! - at[0]!)).toBe(label === 1 ? 1 : -1);
      }
      expect(slips / 350).toBeLessThan(0.05);
    }
  });

  it('comes near the likelihood of the source', async () => {
    const model = await trained();
    const { logLikelihood } = await model.measure!({ train: strokes(1), test: strokes(200) });
    expect(logLikelihood!.value).toBeGreaterThan(-4.5); // eight equally likely pictures: -ln 8 = -2.08, less the floors
    expect(logLikelihood!.value).toBeLessThan(-Math.log(8) + 1e-3);
  });

  it('reads columns as it reads rows', async () => {
    const turned = (set: ImageSet): ImageSet => ({
      ...set,
      images: set.images.map((_, j) => set.images[j - (j % 64) + (j % 8) * 8 + Math.floor((j % 64) / 8)]!),
    });
    const model = await plugin.create(shape, { ...config, scan: 'columns' }, 1);
    for await (const _ of model.fit(turned(strokes(300))));
    const rows = await (await trained()).sample({ n: 5, seed: 3 });
    const columns = await model.sample({ n: 5, seed: 3 });
    expect(turned({ ...strokes(1), ...columns }).images).toEqual(rows.images);
  });

  it('gives Gaussian lines bits a pixel, noise where it is asked for', async () => {
    const model = await trained({ emission: 'gaussian', floor: 2 });
    const { bitsPerDimension } = await model.measure!({ train: strokes(1), test: strokes(100) });
    expect(bitsPerDimension!.value).toBeLessThan(4);
    const noisy = await trained({ noise: true, floor: 16 });
    const { images } = await noisy.sample({ n: 20, seed: 1 });
    expect([...new Set(images)].sort()).toEqual([0, 255]);
  });

  it('finds the path of a picture', async () => {
    const { HmmModel } = await import('./model.ts');
    const model = new HmmModel(shape, config, 1);
    for await (const _ of model.fit(strokes(300)));
    const { path } = await model.pathOf(strokes(1).images, 0);
    const bands = Array.from(path, (state) => Math.floor(state / 4));
    expect(bands).toEqual(bands.slice().sort((a, b) => a - b));
    expect(bands[0]).toBe(0);
  });
});
