import { z } from 'zod';
import { LabError, operation, picturesOf, type Lab } from '../../lab.ts';
import { pictureLines, type Scan } from './lines.ts';
import type { HmmModel } from './model.ts';
import { packedWidth, packSteps } from './topology.ts';

const label = z.int().min(0).max(255).default(0);
/** Probabilities are sent as whole numbers of this many parts. */
const PARTS = 65_535;
const base64 = (values: Uint16Array | Uint8Array): string =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
const parts = (values: Float64Array): string => base64(Uint16Array.from(values, (p) => Math.round(p * PARTS)));

export const lab: Lab = {
  /**
   * The chain of a class, as a page walks it: what every state expects of its line, where a path starts, and its steps. A row
   * of `steps` holds the states of the same band and of `reach` bands after it.
   */
  chain: operation(z.object({ label }), (model: HmmModel, input, { header }) => {
    const { chain, emissions } = model.modelOf(classOf(input.label, header.config));
    const { bands, shapes, reach } = model.topology;
    const scan = scanOf(header.config);
    return {
      bands,
      shapes,
      reach,
      scan,
      shape: { height: header.shape.height, width: header.shape.width, channels: header.shape.channels },
      length: pictureLines(header.shape, scan).length,
      d: emissions.d,
      /** Bytes [states, d]. */
      means: base64(Uint8Array.from(emissions.means, (mean) => Math.round(255 * Math.max(0, Math.min(1, mean))))),
      parts: PARTS,
      /** 16-bit numbers [states]. */
      initial: parts(chain.initial),
      /** 16-bit numbers [states, (reach + 1) shapes]. */
      steps: parts(packSteps(model.topology, chain.transitions)),
      width: packedWidth(model.topology),
    };
  }),

  /** A held-out real picture of a class and its most probable path of states. */
  path: operation(
    z.object({ label, index: z.int().min(0).max(999).default(0) }),
    async (model: HmmModel, input, { header, reals }) => {
      const set = reals();
      const size = set.height * set.width * set.channels;
      const own = Array.from({ length: set.n }, (_, i) => i).filter((i) => (set.labels?.[i] ?? 0) === input.label);
      if (own.length === 0) throw new LabError(`No real picture of class ${input.label} hangs here; choose another.`);
      const at = own[input.index % own.length]!;
      const image = set.images.slice(at * size, (at + 1) * size);
      const { path, logProbability } = await model.pathOf(image, classOf(input.label, header.config));
      return { picture: picturesOf(image, set), path: [...path], logProbability };
    },
  ),
};

/** One chain for all stands for every class. */
const classOf = (asked: number, config: Readonly<Record<string, unknown>>): number =>
  config['perClass'] === false ? 0 : asked;
const scanOf = (config: Readonly<Record<string, unknown>>): Scan => (config['scan'] === 'columns' ? 'columns' : 'rows');
