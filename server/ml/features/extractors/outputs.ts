import type { FeatureTable } from '../../metric.ts';
import { softmaxInPlace } from '../../metrics/inception-score/logits.ts';
import { ExtractorError, type Pictures } from './extractor.ts';

/** Which outputs of a network are read. */
export class Outputs {
  readonly #features: string | undefined;
  readonly #logits: string | undefined;

  /** @param features name of the output with one vector a picture; the first where none is named @param logits of that with class scores */
  constructor(features?: string, logits?: string) {
    this.#features = features;
    this.#logits = logits;
  }

  /** @throws ExtractorError where the network has no such output */
  choose(names: readonly string[]): { features: string; logits: string | null } {
    const known = (name: string): string => {
      if (names.includes(name)) return name;
      throw new ExtractorError(`The network has no output "${name}"; choose one of ${names.join(', ')}.`);
    };
    const features = this.#features === undefined ? names[0] : known(this.#features);
    if (features === undefined) throw new ExtractorError('The network has no output; export it again.');
    return { features, logits: this.#logits === undefined ? null : known(this.#logits) };
  }

  describe(names: readonly string[]): string {
    const { features, logits } = this.choose(names);
    return logits === null ? features : `${features} and ${logits}`;
  }
}

export type Run = (part: Pictures) => Promise<Map<string, { dims: readonly number[]; data: ArrayLike<number> }>>;

/** Features of all pictures, `batch` at a time; the last part is filled up with pictures that are not read. */
export async function tableOf(
  pictures: Pictures,
  batch: number,
  outputs: Outputs,
  names: readonly string[],
  id: string,
  run: Run,
): Promise<FeatureTable> {
  const chosen = outputs.choose(names);
  const { n, height, width, channels, values } = pictures;
  const size = height * width * channels;
  const take = async (first: number): Promise<[Float64Array, Float64Array | null]> => {
    const count = Math.min(batch, n - first);
    const part = new Float64Array(batch * size);
    part.set(values.subarray(first * size, (first + count) * size));
    const found = await run({ values: part, n: batch, height, width, channels });
    const rows = (name: string): Float64Array => {
      const output = found.get(name)!;
      const each = output.data.length / batch;
      if (output.dims[0] !== batch || each !== output.dims[1]) {
        throw new ExtractorError(
          `Output "${name}" of ${id} has the shape ${output.dims.join(' x ')} but one vector a picture is needed; name another of ${names.join(', ')} with --output.`,
        );
      }
      return Float64Array.from(output.data).subarray(0, count * each);
    };
    return [rows(chosen.features), chosen.logits === null ? null : rows(chosen.logits)];
  };
  const parts: [Float64Array, Float64Array | null][] = [];
  for (let first = 0; first < n; first += batch) parts.push(await take(first));
  const features = joined(parts.map(([part]) => part));
  const logits = chosen.logits === null ? new Float64Array(0) : joined(parts.map(([, part]) => part!));
  const classes = logits.length / n;
  return {
    n,
    dimensions: features.length / n,
    features,
    classes,
    probabilities: classes > 0 ? softmaxInPlace(logits, classes) : logits,
  };
}

/** A failure inside a network, as a sentence. @returns a function that throws ExtractorError */
export const refusalOf =
  (id: string, height: number, width: number) =>
  (error: unknown): never => {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new ExtractorError(
      `${id} can't read pictures of ${height} x ${width} (${reason}); give the preset or the --resize that it was made for.`,
    );
  };

function joined(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
