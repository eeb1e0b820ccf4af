import { z } from 'zod';
import { operation, type Lab } from '../../lab.ts';
import type { Rbm } from './rbm.ts';

/** Weights are sent in 8 bits, each filter on a scale of its own: its largest weight is this. */
const LARGEST = 127;

const base64 = (values: Int8Array | Float32Array): string =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');

export const lab: Lab = {
  /** W, turned: the filter of every hidden unit. A page runs the chain itself; this is half a megabyte, asked for once. */
  filters: operation(z.object({}), async (model: Rbm, _input, { header }) => {
    const { sizes, values } = await model.parts();
    const { visible, hidden } = sizes;
    const filters = new Int8Array(hidden * visible);
    const scales = new Float32Array(hidden);
    for (let j = 0; j < hidden; j++) {
      let most = 1e-9;
      for (let i = 0; i < visible; i++) most = Math.max(most, Math.abs(values.weights[i * hidden + j]!));
      scales[j] = most / LARGEST;
      for (let i = 0; i < visible; i++) {
        filters[j * visible + i] = Math.round(values.weights[i * hidden + j]! / scales[j]!);
      }
    }
    const { height, width, channels } = header.shape;
    return {
      shape: { height, width, channels },
      visible,
      hidden,
      /** Bytes with sign [hidden, visible]; times the scale of the filter, the weight. */
      filters: base64(filters),
      /** Float32 [hidden]. */
      scales: base64(scales),
    };
  }),

  /** Biases of the units under a class, and the logits of the pixels' own shares, from which a chain starts. Float32. */
  biases: operation(z.object({ label: z.int().min(0).max(255).default(0) }), async (model: Rbm, { label }) => {
    const { sizes, values, base } = await model.parts();
    const { visible, hidden, classes } = sizes;
    const group = Math.min(label, Math.max(0, classes - 1));
    const withClass = (shared: Float32Array, own: Float32Array | undefined, n: number): Float32Array =>
      own ? shared.map((value, i) => value + own[group * n + i]!) : shared.slice();
    return {
      visible: base64(withClass(values.visible, values.classVisible, visible)),
      hidden: base64(withClass(values.hidden, values.classHidden, hidden)),
      base: base64(base.slice(group * visible, (group + 1) * visible)),
    };
  }),
};
