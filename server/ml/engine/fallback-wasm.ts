import {
  backend,
  backend_util,
  getKernel,
  registerKernel,
  unregisterKernel,
  type KernelBackend,
  type KernelFunc,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

/**
 * The WebAssembly backend, for machines without the native library. As it comes it can't train a convolution (no
 * Conv2DBackpropFilter) and takes naive paths for transposed products and input gradients; these kernels are put together
 * from its fast ones instead. Still 6 to 20 times slower than native. To be called once the backend is ready: kernels are
 * set up with it.
 */
export function repairWasm(): void {
  original ??= getKernel('BatchMatMul', WASM)!.kernelFunc;
  replace('BatchMatMul', product);
  replace('Conv2DBackpropFilter', filterGradient);
  replace('Conv2DBackpropInput', inputGradient);
  replace('Softplus', softplus);
  replace('ResizeNearestNeighborGrad', resizeGradient);
}

const WASM = 'wasm';

type Attrs = Readonly<Record<string, unknown>>;
type Pads = ReadonlyArray<readonly [number, number]>;

const owner = (): KernelBackend => backend();

function replace(kernelName: string, kernelFunc: KernelFunc): void {
  if (getKernel(kernelName, WASM)) unregisterKernel(kernelName, WASM);
  registerKernel({ kernelName, backendName: WASM, kernelFunc });
}

/** The backend's own product, fast for matrices as they lie; set once the backend has been set up. */
let original: KernelFunc | undefined;

function run(
  kernel: string,
  inputs: Readonly<Record<string, TensorInfo>> | readonly TensorInfo[],
  attrs: Attrs = {},
): TensorInfo {
  const { kernelFunc } = getKernel(kernel, WASM)!;
  return kernelFunc({
    inputs: inputs as NamedTensorInfoMap,
    attrs: attrs as NamedAttrMap,
    backend: owner(),
  }) as TensorInfo;
}

const free = (...tensors: readonly TensorInfo[]): void => {
  for (const { dataId } of tensors) owner().disposeData(dataId);
};

const view = ({ dataId, dtype }: TensorInfo, shape: number[]): TensorInfo => ({ dataId, dtype, shape });

const plainProduct = (a: TensorInfo, b: TensorInfo): TensorInfo =>
  original!({
    inputs: { a, b },
    attrs: { transposeA: false, transposeB: false },
    backend: owner(),
  }) as TensorInfo;

/** The padded tensor, or the tensor itself where there is nothing to pad. */
const padded = (x: TensorInfo, paddings: Pads): TensorInfo =>
  paddings.every(([a, b]) => a === 0 && b === 0) ? x : run('PadV2', { x }, { paddings, constantValue: 0 });

function geometry(images: number[], filter: number[], attrs: Attrs): backend_util.Conv2DInfo {
  return backend_util.computeConv2DInfo(
    images as [number, number, number, number],
    filter as [number, number, number, number],
    attrs['strides'] as number,
    (attrs['dilations'] as number | undefined) ?? 1,
    attrs['pad'] as 'same',
    attrs['dimRoundingMode'] as 'floor' | undefined,
  );
}

const product: KernelFunc = ({ inputs, attrs }) => {
  const { transposeA, transposeB } = attrs as { transposeA: boolean; transposeB: boolean };
  const flip = (x: TensorInfo): TensorInfo => {
    const rank = x.shape.length;
    return run('Transpose', { x }, { perm: [...Array(rank - 2).keys(), rank - 1, rank - 2] });
  };
  const a = transposeA ? flip(inputs['a']!) : inputs['a']!;
  const b = transposeB ? flip(inputs['b']!) : inputs['b']!;
  const out = plainProduct(a, b);
  if (transposeA) free(a);
  if (transposeB) free(b);
  return out;
};

/** One product for each filter tap: the images shifted by the tap, transposed, times dy. */
const filterGradient: KernelFunc = ({ inputs, attrs }) => {
  const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
  const filterShape = (attrs as { filterShape: number[] }).filterShape;
  const q = geometry(x.shape, filterShape, attrs as Attrs);
  const { batchSize: b, outHeight: oh, outWidth: ow, filterHeight: kh, filterWidth: kw } = q;
  const { inChannels: c, outChannels: o, strideHeight: sh, strideWidth: sw, padInfo } = q;
  const pixels = b * oh * ow;
  const images = padded(x, [
    [0, 0],
    [padInfo.top, padInfo.bottom],
    [padInfo.left, padInfo.right],
    [0, 0],
  ]);
  const shifted = (i: number, j: number): TensorInfo =>
    sh === 1 && sw === 1
      ? run('Slice', { x: images }, { begin: [0, i, j, 0], size: [b, oh, ow, c] })
      : run(
          'StridedSlice',
          { x: images },
          {
            begin: [0, i, j, 0],
            end: [b, i + (oh - 1) * sh + 1, j + (ow - 1) * sw + 1, c],
            strides: [1, sh, sw, 1],
            beginMask: 0,
            endMask: 0,
            ellipsisMask: 0,
            newAxisMask: 0,
            shrinkAxisMask: 0,
          },
        );
  const parts: TensorInfo[] = [];
  for (let i = 0; i < kh; i++)
    for (let j = 0; j < kw; j++) {
      const tap = shifted(i, j);
      const rows = run('Transpose', { x: view(tap, [pixels, c]) }, { perm: [1, 0] });
      parts.push(view(plainProduct(view(rows, [1, c, pixels]), view(dy, [1, pixels, o])), [1, c, o]));
      free(tap, rows);
    }
  if (images !== x) free(images);
  const all = run('Concat', parts, { axis: 0 });
  free(...parts);
  return view(all, filterShape);
};

/** Convolution with the flipped filter; for stride s, all s x s phases of it at once and depth to space. */
const inputGradient: KernelFunc = ({ inputs, attrs }) => {
  const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo };
  const q = geometry((attrs as { inputShape: number[] }).inputShape, filter.shape, attrs as Attrs);
  const { batchSize: b, inHeight: h, inWidth: w, outHeight: oh, outWidth: ow } = q;
  const { filterHeight: kh, filterWidth: kw, inChannels: c, outChannels: o, padInfo } = q;
  const [sh, sw] = [q.strideHeight, q.strideWidth];
  const th = Math.ceil(kh / sh); // filter rows of a phase
  const tw = Math.ceil(kw / sw);
  const rows = Math.ceil((h + padInfo.top) / sh);
  const columns = Math.ceil((w + padInfo.left) / sw);
  const taps = padded(filter, [
    [0, th * sh - kh],
    [0, tw * sw - kw],
    [0, 0],
    [0, 0],
  ]);
  const split = run('Transpose', { x: view(taps, [th, sh, tw, sw, c, o]) }, { perm: [0, 2, 5, 1, 3, 4] });
  const kernel = run('Reverse', { x: view(split, [th, tw, o, sh * sw * c]) }, { dims: [0, 1] });
  const around = padded(dy, [
    [0, 0],
    [th - 1, Math.max(0, rows - oh)],
    [tw - 1, Math.max(0, columns - ow)],
    [0, 0],
  ]);
  const conv = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC', dilations: [1, 1] };
  const wide = run('Conv2D', { x: around, filter: kernel }, conv);
  const part = run('Slice', { x: wide }, { begin: [0, 0, 0, 0], size: [b, rows, columns, sh * sw * c] });
  const woven = run('Transpose', { x: view(part, [b, rows, columns, sh, sw * c]) }, { perm: [0, 1, 3, 2, 4] });
  const begin = [0, padInfo.top, padInfo.left, 0];
  const out = run('Slice', { x: view(woven, [b, rows * sh, columns * sw, c]) }, { begin, size: [b, h, w, c] });
  if (taps !== filter) free(taps);
  if (around !== dy) free(around);
  free(split, kernel, wide, part, woven);
  return out;
};

/** max(x, 0) + log(1 + exp(-|x|)); the backend's own overflows. */
const softplus: KernelFunc = ({ inputs }) => {
  const x = inputs['x']!;
  const size = run('Abs', { x });
  const negative = run('Neg', { x: size });
  const exponential = run('Exp', { x: negative });
  const one = run('Fill', {}, { shape: [], value: 1, dtype: 'float32' });
  const sum = run('Add', { a: exponential, b: one });
  const log = run('Log', { x: sum });
  const positive = run('Relu', { x });
  const out = run('Add', { a: positive, b: log });
  free(size, negative, exponential, one, sum, log, positive);
  return out;
};

/** Sums over the cell each pixel was enlarged to; whole factors only. */
const resizeGradient: KernelFunc = ({ inputs }) => {
  const { dy, images } = inputs as { dy: TensorInfo; images: TensorInfo };
  const [b, h, w, c] = images.shape as [number, number, number, number];
  const down = dy.shape[1]! / h;
  const across = dy.shape[2]! / w;
  if (!Number.isInteger(down) || !Number.isInteger(across)) {
    throw new Error(`Expected an enlargement by whole factors, got ${h} x ${w} to ${dy.shape[1]} x ${dy.shape[2]}.`);
  }
  const rows = run('Sum', { x: view(dy, [b * h, down, w * across * c]) }, { axis: [1], keepDims: false });
  const cells = run('Sum', { x: view(rows, [b * h * w, across, c]) }, { axis: [1], keepDims: false });
  free(rows);
  return view(cells, images.shape);
};
