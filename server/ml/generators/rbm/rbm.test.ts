import { beforeAll, describe, expect, it } from 'vitest';
import type { ImageSet } from '../../dataset.ts';
import { startEngine, tf } from '../../engine/index.ts';
import type { Generator } from '../../generator.ts';
import { rngFor } from '../../random.ts';
import { annealedPartition } from './ais.ts';
import { plugin } from './index.ts';
import { dream } from './gibbs.ts';
import { likelihoodOf } from './likelihood.ts';
import { fromTensors, onGrid, shapesOf, upload, type Machine, type Sizes, type Values } from './parameters.ts';

beforeAll(async () => {
  await startEngine();
});

/** A small machine with strong weights: several valleys. */
function machineOf(sizes: Sizes, seed: number, strength = 1.5): Values {
  const rng = rngFor('machine', seed);
  return onGrid(
    Object.fromEntries(
      shapesOf(sizes).map(([name, shape]) => [
        name,
        Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => strength * rng.normal()),
      ]),
    ) as unknown as Values,
  );
}

/** b_y.v + sum_j log(1 + exp(c_y + v W)): the log of what the machine gives to v, in float64. */
function logWeight({ visible, hidden }: Sizes, m: Values, v: number[], y: number | null): number {
  let sum = 0;
  for (let i = 0; i < visible; i++) {
    sum += v[i]! * (m.visible[i]! + (y === null ? 0 : m.classVisible![y * visible + i]!));
  }
  for (let j = 0; j < hidden; j++) {
    let field = m.hidden[j]! + (y === null ? 0 : m.classHidden![y * hidden + j]!);
    for (let i = 0; i < visible; i++) field += v[i]! * m.weights[i * hidden + j]!;
    sum += Math.log1p(Math.exp(field));
  }
  return sum;
}

const bitsOf = (code: number, n: number): number[] => Array.from({ length: n }, (_, i) => (code >> i) & 1);
const logSum = (logs: number[]): number => {
  const top = Math.max(...logs);
  return top + Math.log(logs.reduce((sum, x) => sum + Math.exp(x - top), 0));
};
/** ln Z by going through all pictures. */
function exactLogZ(sizes: Sizes, m: Values, y: number | null): number {
  return logSum(
    Array.from({ length: 2 ** sizes.visible }, (_, code) => logWeight(sizes, m, bitsOf(code, sizes.visible), y)),
  );
}
const withMachine = async <T>(values: Values, sizes: Sizes, use: (machine: Machine) => Promise<T>): Promise<T> => {
  const machine = upload(values, sizes);
  try {
    return await use(machine);
  } finally {
    tf.dispose(machine as unknown as tf.TensorContainer);
  }
};

describe('annealed importance sampling', () => {
  for (const classes of [0, 3]) {
    it(`finds the ln Z that brute force finds (${classes} classes)`, async () => {
      const sizes = { visible: 10, hidden: 8, classes };
      const values = machineOf(sizes, 1);
      const rng = rngFor('base');
      const base = Float32Array.from({ length: Math.max(1, classes) * 10 }, () => rng.normal());
      const { logZ, error } = await withMachine(values, sizes, (machine) =>
        annealedPartition(machine, sizes, base, { chains: 400, distributions: 400, seed: 3 }),
      );
      logZ.forEach((found, g) => {
        const exact = exactLogZ(sizes, values, classes > 0 ? g : null);
        expect(error[g]!).toBeLessThan(0.05);
        expect(Math.abs(found - exact)).toBeLessThan(4 * error[g]! + 1e-4);
      });
    });
  }

  it('gives held-out images the likelihood that brute force gives', async () => {
    const sizes = { visible: 12, hidden: 6, classes: 2 };
    const values = machineOf(sizes, 2, 1);
    const shares = Float32Array.of(0.25, 0.75);
    const images = Uint8Array.from({ length: 40 * 12 }, (_, i) => (rngFor('bit', i).uniform() < 0.5 ? 0 : 255));
    const test: ImageSet = { images, labels: null, n: 40, height: 4, width: 3, channels: 1 };
    const { logLikelihood, logZ } = await withMachine(values, sizes, (machine) =>
      likelihoodOf(
        machine,
        sizes,
        new Float32Array(24),
        shares,
        test,
        { seed: 1 },
        { chains: 600, distributions: 400 },
      ),
    );
    const exactZ = [0, 1].map((y) => exactLogZ(sizes, values, y));
    let exact = 0;
    for (let i = 0; i < 40; i++) {
      const v = Array.from(images.subarray(i * 12, (i + 1) * 12), (value) => value / 255);
      exact += logSum([0, 1].map((y) => Math.log(shares[y]!) + logWeight(sizes, values, v, y) - exactZ[y]!)) / 40;
    }
    const error = (logZ.high! - logZ.low!) / 2;
    expect(error).toBeLessThan(0.1);
    expect(Math.abs(logLikelihood.value - exact)).toBeLessThan(2 * error + 1e-4);
    expect(logLikelihood.high! - logLikelihood.low!).toBeGreaterThan(2 * error);
  });
});

describe('the Gibbs chain', () => {
  it('draws pictures as often as the machine says', async () => {
    const sizes = { visible: 4, hidden: 3, classes: 2 };
    const values = machineOf(sizes, 4, 0.8);
    const chains = 4000;
    const y = Float32Array.from({ length: chains * 2 }, (_, i) => i % 2); // all of class 1
    const rngs = Array.from({ length: chains }, (_, i) => rngFor('chain', i));
    const chances = await withMachine(values, sizes, (machine) =>
      dream(machine, sizes, { base: new Float32Array(chains * 4), y, rngs }, 30),
    );
    const logZ = exactLogZ(sizes, values, 1);
    for (let pixel = 0; pixel < 4; pixel++) {
      let exact = 0;
      for (let code = 0; code < 16; code++) {
        const v = bitsOf(code, 4);
        exact += v[pixel]! * Math.exp(logWeight(sizes, values, v, 1) - logZ);
      }
      let found = 0;
      for (let i = 0; i < chains; i++) found += chances[i * 4 + pixel]! / chains;
      expect(Math.abs(found - exact)).toBeLessThan(0.03); // four standard errors of a share at 4,000 draws
    }
  });
});

/** Bars of one pixel's width, lying or standing, on 6 x 6: two classes of six pictures each. */
function bars(n: number): ImageSet {
  const rng = rngFor('bars');
  const images = new Uint8Array(n * 36);
  const labels = Uint8Array.from({ length: n }, (_, i) => i % 2);
  for (let i = 0; i < n; i++) {
    const at = rng.int(6);
    for (let j = 0; j < 6; j++) images[i * 36 + (labels[i] ? at * 6 + j : j * 6 + at)] = 255;
  }
  return { images, labels, n, height: 6, width: 6, channels: 1 };
}
const shape = { height: 6, width: 6, channels: 1, classes: 2 } as const;
const config = {
  ...plugin.presets.full,
  hidden: 12,
  steps: 1200,
  batch: 40,
  gibbsSteps: 3,
  chains: 120,
  learningRate: 0.3,
  emaDecay: 0.98,
};

async function trained(settings: typeof config): Promise<{ model: Generator; values: Values; shares: number[] }> {
  const model = await plugin.create(shape, settings, 1);
  for await (const { losses } of model.fit(bars(400))) expect(Number.isFinite(losses.freeEnergyGap)).toBe(true);
  const sizes = { visible: 36, hidden: settings.hidden, classes: settings.perClass ? 2 : 0 };
  const saved = await model.save();
  return { model, values: fromTensors(saved, sizes, 'rbm.'), shares: [...saved.get('classShares')!.data] };
}

/** Mean log-likelihood of pictures, ln Z by going through all hidden states. */
function exactLikelihood(values: Values, shares: number[], set: ImageSet): number {
  const sizes = { visible: 36, hidden: config.hidden, classes: shares.length };
  // Hidden and visible units changed for each other.
  const across = { ...sizes, visible: sizes.hidden, hidden: sizes.visible };
  const turned: Values = {
    weights: Float32Array.from({ length: values.weights.length }, (_, i) => {
      const [j, v] = [Math.floor(i / 36), i % 36];
      return values.weights[v * sizes.hidden + j]!;
    }),
    visible: values.hidden,
    hidden: values.visible,
    ...(values.classHidden && { classVisible: values.classHidden, classHidden: values.classVisible! }),
  };
  const classes = shares.length > 0 ? shares.map((_, y) => y) : [null];
  const logZ = classes.map((y) => exactLogZ(across, turned, y));
  let sum = 0;
  for (let i = 0; i < set.n; i++) {
    const v = Array.from(set.images.subarray(i * 36, (i + 1) * 36), (value) => value / 255);
    sum += logSum(classes.map((y, at) => Math.log(shares[at] ?? 1) + logWeight(sizes, values, v, y) - logZ[at]!));
  }
  return sum / set.n;
}

describe.each([
  { name: 'persistent chains', settings: config },
  { name: 'contrastive divergence', settings: { ...config, persistent: false } },
  { name: 'one machine for all classes', settings: { ...config, perClass: false } },
])('the machine trained with $name', ({ settings }) => {
  it('comes near the likelihood of the source', async () => {
    const { model, values, shares } = await trained(settings);
    const likelihood = exactLikelihood(values, shares, bars(40));
    // Twelve equally likely pictures: the best is -ln 12 = -2.48; independent pixels give -16.
    expect(likelihood).toBeGreaterThan(-6);
    expect(likelihood).toBeLessThan(-Math.log(12) + 0.05);
    model.dispose();
  });
});
