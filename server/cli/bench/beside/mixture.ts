import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expectation } from '../../../ml/generators/gmm/em.ts';
import { maximisation } from '../../../ml/generators/gmm/maximisation.ts';
import { drawMixture, factorOf, type Mixture } from '../../../ml/generators/gmm/mixture.ts';
import { startMixture } from '../../../ml/generators/gmm/start.ts';
import { invertLower } from '../../../ml/numeric/cholesky.ts';
import { plainGemm } from '../../../ml/numeric/gemmPlain.ts';
import { rngFor } from '../../../ml/random.ts';
import type { BenchRow } from '../row.ts';
import { pythonWith, runPython } from './python.ts';

/** A class of MNIST in the dimensions of the `full` preset. */
const [N, D, K, PIXELS] = [6000, 50, 20, 784];
const ITERATIONS = 10;
const DRAWS = 5000;
const FLOOR = 1e-6;

interface Theirs {
  readonly version: string;
  readonly secondsAnIteration: number;
  readonly logLikelihood: number;
  /** Of 1,000 pictures. */
  readonly msOfSampling: number;
}

/** EM from the same start on the same points, and sampling with projection to pixels, beside scikit-learn's GaussianMixture. */
export async function besideSklearn(log: (line: string) => void): Promise<BenchRow[]> {
  const rng = rngFor('bench', 'mixture');
  const x = points();
  const start = await startMixture(x, N, K, 'full', FLOOR, rng);
  const components = Float64Array.from({ length: D * PIXELS }, () => rng.normal());
  const ours = await timeOurs(x, start, components);
  const theirs = await timeTheirs(x, start, components, log);
  const name = `EM, ${N} x ${D}, ${K} components`;
  const rows: BenchRow[] = [
    {
      name: `${name}: one iteration`,
      value: ours.secondsAnIteration * 1000,
      unit: 'ms',
      ...(theirs && {
        against: `${theirs.version}: ${(theirs.secondsAnIteration * 1000).toFixed(0)} ms`,
        ratio: ours.secondsAnIteration / theirs.secondsAnIteration,
      }),
    },
    {
      name: 'drawing 1,000 pictures from that mixture',
      value: ours.msOfSampling,
      unit: 'ms',
      ...(theirs && {
        against: `${theirs.version}: ${theirs.msOfSampling.toFixed(0)} ms`,
        ratio: ours.msOfSampling / theirs.msOfSampling,
      }),
    },
  ];
  if (theirs) {
    const value = Math.abs(ours.logLikelihood - theirs.logLikelihood);
    rows.push({ name: `${name}: difference of the log-likelihoods`, value, unit: 'nats', against: theirs.version });
  }
  return rows;
}

async function timeOurs(x: Float64Array, start: Mixture, components: Float64Array): Promise<Omit<Theirs, 'version'>> {
  let mixture = start;
  let seconds = 0;
  for (let i = 0; i < 1 + ITERATIONS; i++) {
    const before = performance.now();
    mixture = maximisation(await expectation(mixture, x, N), mixture, FLOOR);
    if (i > 0) seconds += (performance.now() - before) / 1000;
  }
  const { logLikelihood } = await expectation(mixture, x, N);
  const before = performance.now();
  const pixels = new Float64Array(PIXELS);
  const picture = new Uint8ClampedArray(PIXELS);
  for (let i = 0; i < DRAWS; i++) {
    const point = drawMixture(mixture, rngFor(0, 'bench', i));
    pixels.fill(0);
    for (let c = 0; c < D; c++) for (let j = 0; j < PIXELS; j++) pixels[j]! += point[c]! * components[c * PIXELS + j]!;
    picture.set(pixels);
  }
  const msOfSampling = (1000 * (performance.now() - before)) / DRAWS;
  return { secondsAnIteration: seconds / ITERATIONS, logLikelihood: logLikelihood / N, msOfSampling };
}

async function timeTheirs(
  x: Float64Array,
  start: Mixture,
  components: Float64Array,
  log: (line: string) => void,
): Promise<Theirs | null> {
  const python = pythonWith(['numpy', 'sklearn.mixture']);
  if (!python) {
    log('No Python with scikit-learn found (set PYTHON to one): only our own times.');
    return null;
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'uncanny-sample-'));
  try {
    const files = { x, weights: start.weights, means: start.means, precisions: precisions(start), components };
    for (const [name, values] of Object.entries(files)) {
      await writeFile(path.join(folder, name), Buffer.from(values.buffer, values.byteOffset, values.byteLength));
    }
    const numbers = [N, D, K, PIXELS, ITERATIONS, DRAWS].map(String);
    return (await runPython(python, 'sample-sklearn.py', [folder, ...numbers])) as Theirs;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Inverse covariances, as scikit-learn wants them for a start. [k, d, d] */
function precisions(mixture: Mixture): Float64Array {
  const { k, d } = mixture;
  const out = new Float64Array(k * d * d);
  for (let c = 0; c < k; c++) {
    const inverse = invertLower(factorOf(mixture, c), d);
    out.set(plainGemm({ a: inverse, b: inverse, m: d, n: d, k: d, transA: true }), c * d * d);
  }
  return out;
}

/** Points in overlapping clusters. [N, D] */
function points(): Float64Array {
  const rng = rngFor('bench', 'points');
  const centres = Float64Array.from({ length: K * D }, () => 3 * rng.normal());
  const x = new Float64Array(N * D);
  for (let i = 0; i < N; i++) {
    const c = rng.int(K);
    for (let j = 0; j < D; j++) x[i * D + j] = centres[c * D + j]! + rng.normal() * (1 + 20 / (1 + j));
  }
  return x;
}
