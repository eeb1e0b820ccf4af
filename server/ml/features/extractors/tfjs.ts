import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { startEngine, tf } from '../../engine/index.ts';
import { describeConvention, prepared, type Convention } from './convention.ts';
import { ExtractorError, type Extractor, type Pictures } from './extractor.ts';
import { refusalOf, tableOf, type Outputs } from './outputs.ts';

const BATCH = 16;

/** What is read of a model.json (TensorFlow.js, "Importing a model"). */
const manifest = z.object({
  format: z.string().optional(),
  modelTopology: z.record(z.string(), z.unknown()),
  weightsManifest: z.array(z.object({ paths: z.array(z.string()), weights: z.array(z.unknown()) })),
  signature: z.record(z.string(), z.unknown()).optional(),
});

/** An extractor from a TensorFlow.js folder, `model.json` and its weights: a graph or a layers model of [n, h, w, c]. @throws ExtractorError */
export async function openTfjs(
  folder: string,
  convention: Convention,
  outputs: Outputs,
  inception: boolean,
): Promise<Extractor> {
  const { artifacts, hash } = await readFolder(folder);
  // Foreign networks may use operators that training here does not: the backend that has them all is taken.
  await startEngine({ prefer: 'wasm' });
  const handler = { load: () => Promise.resolve(artifacts) };
  let model: tf.GraphModel | tf.LayersModel;
  try {
    model =
      artifacts.format === 'layers-model' || 'model_config' in artifacts.modelTopology!
        ? await tf.loadLayersModel(handler)
        : await tf.loadGraphModel(handler);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new ExtractorError(`${folder} should be a TensorFlow.js model but can't be loaded (${reason}).`);
  }
  const [input] = model.inputs;
  const shape = input?.shape;
  if (model.inputs.length !== 1 || shape?.length !== 4) {
    throw new ExtractorError(
      `${folder} should take one tensor of pictures, n x height x width x channels; export that.`,
    );
  }
  const channels = shape[3] === undefined || shape[3] === null || shape[3] < 1 ? 3 : shape[3];
  const names = model.outputs.map(({ name }) => name);
  const id = path.basename(path.resolve(folder));
  return {
    id,
    hash,
    convention: `${describeConvention(convention)}, nhwc, output ${outputs.describe(names)}`,
    inception,
    read: (pictures) => tableOf(pictures, BATCH, outputs, names, id, run),
    dispose: async () => void model.dispose(),
  };

  async function run(part: Pictures): Promise<Map<string, { dims: readonly number[]; data: ArrayLike<number> }>> {
    const { data, height, width } = prepared(part, convention, 'nhwc', channels);
    if (shape![1] != null && shape![1] > 0 && shape![1] !== height) {
      throw new ExtractorError(
        `${id} takes pictures of ${shape![1]} pixels and got ${height}; give --resize ${shape![1]}, or the preset of the network.`,
      );
    }
    let result: ReturnType<tf.GraphModel['predict'] | tf.LayersModel['predict']>;
    try {
      result = tf.tidy(() => model.predict(tf.tensor4d(data, [part.n, height, width, channels])));
    } catch (error) {
      return refusalOf(id, height, width)(error);
    }
    const tensors = (
      Array.isArray(result) ? result : result instanceof tf.Tensor ? [result] : Object.values(result)
    ) as tf.Tensor[];
    const found = new Map<string, { dims: readonly number[]; data: ArrayLike<number> }>();
    for (const [i, tensor] of tensors.entries()) {
      found.set(names[i]!, { dims: tensor.shape, data: await tensor.data() });
      tensor.dispose();
    }
    return found;
  }
}

async function readFolder(folder: string): Promise<{ artifacts: tf.io.ModelArtifacts; hash: string }> {
  const hash = createHash('sha256');
  try {
    const text = await readFile(path.join(folder, 'model.json'));
    hash.update(text);
    const { format, modelTopology, weightsManifest, signature } = manifest.parse(JSON.parse(text.toString('utf8')));
    const parts: Buffer[] = [];
    for (const file of weightsManifest.flatMap(({ paths }) => paths)) {
      const bytes = await readFile(path.join(folder, path.normalize(`/${file}`)));
      hash.update(bytes);
      parts.push(bytes);
    }
    const bytes = Uint8Array.from(Buffer.concat(parts));
    const artifacts: tf.io.ModelArtifacts = {
      modelTopology,
      weightSpecs: weightsManifest.flatMap(({ weights }) => weights) as tf.io.WeightsManifestEntry[],
      weightData: bytes.buffer,
      ...(format !== undefined && { format }),
      ...(signature && { signature }),
    };
    return { artifacts, hash: hash.digest('hex') };
  } catch (error) {
    const reason = error instanceof z.ZodError ? 'its model.json is not one' : (error as Error).message;
    throw new ExtractorError(`${folder} should hold a TensorFlow.js model (model.json and weights) but ${reason}.`);
  }
}
