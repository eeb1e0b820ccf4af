import path from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { sha256OfFile } from '../npy/open.ts';
import { describeConvention, prepared, type Convention, type Order } from './convention.ts';
import { ExtractorError, type Extractor, type Pictures } from './extractor.ts';
import { refusalOf, tableOf, type Outputs } from './outputs.ts';

/** Pictures in one run, unless the file fixes another number. */
const BATCH = 16;

/** An extractor from an ONNX file with one picture input, [n, c, h, w] or [n, h, w, c]. @throws ExtractorError */
export async function openOnnx(
  file: string,
  convention: Convention,
  outputs: Outputs,
  inception: boolean,
): Promise<Extractor> {
  const runtime = await import('onnxruntime-node');
  let session: InferenceSession;
  try {
    session = await runtime.InferenceSession.create(file, { logSeverityLevel: 3 });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new ExtractorError(`${file} should be an ONNX network but can't be loaded (${reason}); export it again.`);
  }
  const [input] = session.inputMetadata;
  if (session.inputMetadata.length !== 1 || !input?.isTensor || input.shape.length !== 4) {
    throw new ExtractorError(
      `${file} should take one tensor of pictures with four dimensions but takes ${session.inputNames.join(', ')}; export the part that reads pictures.`,
    );
  }
  if (input.type !== 'float32') {
    throw new ExtractorError(
      `${file} should take float32 pictures but takes ${input.type}; export it with float32 inputs.`,
    );
  }
  const shape = input.shape.map((length) => (typeof length === 'number' && length > 0 ? length : null));
  const order: Order = shape[1] === 1 || shape[1] === 3 || shape[3] === null ? 'nchw' : 'nhwc';
  const channels = (order === 'nchw' ? shape[1] : shape[3]) ?? 3;
  const wanted = (order === 'nchw' ? shape[2] : shape[1]) ?? null;
  const batch = shape[0] ?? BATCH;
  const id = path.basename(file);
  return {
    id,
    hash: await sha256OfFile(file),
    convention: `${describeConvention(convention)}, ${order}, output ${outputs.describe(session.outputNames)}`,
    inception,
    read: (pictures) => tableOf(pictures, batch, outputs, session.outputNames, id, run),
    dispose: () => session.release(),
  };

  async function run(part: Pictures): Promise<Map<string, { dims: readonly number[]; data: ArrayLike<number> }>> {
    const { data, height, width } = prepared(part, convention, order, channels);
    if (wanted !== null && height !== wanted) {
      throw new ExtractorError(
        `${id} takes pictures of ${wanted} pixels and got ${height}; give --resize ${wanted}, or the preset of the network.`,
      );
    }
    const dims = order === 'nchw' ? [part.n, channels, height, width] : [part.n, height, width, channels];
    const result = session.run({ [input!.name]: new runtime.Tensor('float32', data, dims) });
    return new Map(
      Object.entries(await result.catch(refusalOf(id, height, width))).map(([name, tensor]) => {
        const { dims, data: values } = tensor as Tensor;
        return [name, { dims, data: values as Float32Array }];
      }),
    );
  }
}
