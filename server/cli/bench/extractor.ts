import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openExtractor } from '../../ml/features/extractors/open.ts';
import { rngFor } from '../../ml/random.ts';
import { encodeNpy } from '../parts/npy.ts';
import { projectRoot } from '../paths.ts';
import { pythonWith, runPython } from './beside/python.ts';
import type { BenchRow } from './row.ts';

/** As small as the pictures of CIFAR, so that resizing is part of what is compared. */
const [N, SIDE] = [8, 32];

/** The path of Inception features, architecture, resizing and scale, on random weights beside torchvision's own. */
export async function run({ log }: { log: (line: string) => void }): Promise<BenchRow[]> {
  const python = pythonWith(['numpy', 'torch', 'torchvision']);
  if (!python) {
    log('No Python with torch and torchvision found (set PYTHON to one): there is nothing to compare with.');
    return [];
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'uncanny-extractor-'));
  try {
    const rng = rngFor('bench', 'extractor');
    const pictures = Uint8Array.from({ length: N * SIDE * SIDE * 3 }, () => rng.int(256));
    const files = ['pictures.npy', 'inception.onnx', 'features'].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ];
    await writeFile(files[0], encodeNpy(pictures, [N, SIDE, SIDE, 3]));
    const theirs = (await runPython(python, 'extractor-torch.py', files)) as { versions: string; seconds: number };
    const known = new Float32Array((await readFile(files[2])).buffer.slice(0));
    const extractor = await openExtractor(
      { name: files[1], preset: 'inception-v3' },
      path.join(projectRoot(), 'models'),
    );
    const values = Float64Array.from(pictures);
    const input = { values, n: N, height: SIDE, width: SIDE, channels: 3 };
    await extractor.read(input);
    const start = performance.now();
    const { features } = await extractor.read(input);
    const seconds = (performance.now() - start) / 1000;
    await extractor.dispose();
    const largest = known.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const worst = known.reduce((most, value, i) => Math.max(most, Math.abs(value - features[i]!)), 0);
    return [
      {
        name: `Inception-v3, random weights: largest difference of ${known.length} features`,
        value: worst,
        unit: `of ${largest.toPrecision(3)}`,
        against: theirs.versions,
      },
      {
        name: `${N} pictures, ours with resizing`,
        value: seconds,
        unit: 's',
        against: `${theirs.versions}: ${theirs.seconds.toFixed(2)} s without`,
        ratio: seconds / theirs.seconds,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
