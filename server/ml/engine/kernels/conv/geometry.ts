import { backend_util } from '@tensorflow/tfjs';
import type { Conv2DAttrs } from '@tensorflow/tfjs';
import type { Shape } from '../../onnx/graph.ts';

/** A convolution of images [batch, height, width, channels] with filters [kh, kw, channels, filters]. */
export interface Geometry {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly filters: number;
  readonly kh: number;
  readonly kw: number;
  readonly strideH: number;
  readonly strideW: number;
  readonly dilationH: number;
  readonly dilationW: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

type ConvAttrs = Pick<Conv2DAttrs, 'strides' | 'pad' | 'dimRoundingMode'> & { dilations?: Conv2DAttrs['dilations'] };

/** The geometry TensorFlow.js gives a channels-last convolution. */
export function geometry(images: Shape, filter: Shape, attrs: ConvAttrs): Geometry {
  const info = backend_util.computeConv2DInfo(
    images as [number, number, number, number],
    filter as [number, number, number, number],
    attrs.strides,
    attrs.dilations ?? 1,
    attrs.pad,
    attrs.dimRoundingMode,
    false,
    'channelsLast',
  );
  return {
    batch: info.batchSize,
    height: info.inHeight,
    width: info.inWidth,
    channels: info.inChannels,
    filters: info.outChannels,
    kh: info.filterHeight,
    kw: info.filterWidth,
    strideH: info.strideHeight,
    strideW: info.strideWidth,
    dilationH: info.dilationHeight,
    dilationW: info.dilationWidth,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    top: info.padInfo.top,
    bottom: info.padInfo.bottom,
    left: info.padInfo.left,
    right: info.padInfo.right,
  };
}

/** A convolution that is one matrix product: a linear map of each pixel's channels. */
export const isPointwise = (q: Geometry): boolean =>
  q.kh === 1 && q.kw === 1 && q.strideH === 1 && q.strideW === 1 && q.outHeight === q.height && q.outWidth === q.width;

export const isDilated = (q: Geometry): boolean => q.dilationH !== 1 || q.dilationW !== 1;

export const isUnitStride = (q: Geometry): boolean => q.strideH === 1 && q.strideW === 1;
