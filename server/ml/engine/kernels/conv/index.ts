import type {
  Conv2DAttrs,
  Conv2DBackpropFilterAttrs,
  Conv2DBackpropInputAttrs,
  FusedConv2DAttrs,
} from '@tensorflow/tfjs';
import { activate, add } from '../elementwise.ts';
import { emitter, type Emitters } from '../emitter.ts';
import { convFilterGradient } from './filter-gradient.ts';
import { convForward } from './forward.ts';
import { geometry } from './geometry.ts';
import { convInputGradient } from './input-gradient.ts';

/** Channels-last only, as every network here is; channels-first runs on the cpu backend. */
export const convEmitters: Emitters = {
  Conv2D: emitter<'x' | 'filter', Conv2DAttrs>((g, { x, filter }, attrs) =>
    attrs.dataFormat === 'NCHW' ? null : convForward(g, x, filter, geometry(x.shape, filter.shape, attrs)),
  ),
  Conv2DBackpropInput: emitter<'dy' | 'filter', Conv2DBackpropInputAttrs>((g, { dy, filter }, attrs) =>
    attrs.dataFormat === 'NCHW'
      ? null
      : convInputGradient(g, dy, filter, geometry(attrs.inputShape, filter.shape, attrs)),
  ),
  Conv2DBackpropFilter: emitter<'x' | 'dy', Conv2DBackpropFilterAttrs>((g, { x, dy }, attrs) =>
    attrs.dataFormat === 'NCHW' ? null : convFilterGradient(g, x, dy, geometry(x.shape, attrs.filterShape, attrs)),
  ),
  FusedConv2D: emitter<'x' | 'filter' | 'bias' | 'preluActivationWeights', FusedConv2DAttrs>(
    (g, { x, filter, bias, preluActivationWeights }, attrs) => {
      if (attrs.dataFormat === 'NCHW') return null;
      const y = convForward(g, x, filter, geometry(x.shape, filter.shape, attrs));
      const shifted = bias ? add(g, y, bias) : y;
      return activate(g, shifted, attrs.activation, preluActivationWeights, attrs.leakyreluAlpha);
    },
  ),
};
