import type { Graph, Value } from '../../onnx/graph.ts';
import { concat, gemm, reshape, sizeOf, transpose } from '../../onnx/values.ts';
import { isPointwise, isUnitStride, type Geometry } from './geometry.ts';

/** Below this many channels a Gather of single pixels costs more than the product it feeds. */
const FEW_CHANNELS = 8;
/** From this height on, shifting x along rows and dy along columns moves less memory than all windows of x. */
const TALL = 20;

/** The gradient by the filter [kh, kw, c, o], from the images [b, h, w, c] and the output's gradient [b, oh, ow, o]. */
export function convFilterGradient(g: Graph, images: Value, dy: Value, q: Geometry): Value {
  const shape = [q.kh, q.kw, q.channels, q.filters];
  const pixels = q.batch * q.outHeight * q.outWidth;
  if (isPointwise(q)) {
    const x = reshape(g, images, [pixels, q.channels]);
    return reshape(g, gemm(g, x, reshape(g, dy, [pixels, q.filters]), true, false), shape);
  }
  const narrow = q.channels < FEW_CHANNELS || q.filters < FEW_CHANNELS;
  const small = q.kh <= 3;
  if (!narrow && isUnitStride(q) && small && q.height >= TALL) return byCrossedShifts(g, images, dy, q);
  const byImage = narrow || (small && !isUnitStride(q));
  const rows = q.outHeight * q.outWidth;
  const columns = gatherPixels(g, images, windows(q), q.kh * q.kw);
  const width = q.kh * q.kw * q.channels;
  const d = byImage
    ? sumOverImages(g, reshape(g, columns, [q.batch, rows, width]), reshape(g, dy, [q.batch, rows, q.filters]))
    : gemm(g, reshape(g, columns, [pixels, width]), reshape(g, dy, [pixels, q.filters]), true, false);
  return reshape(g, d, shape);
}

/** For each output pixel, the input pixels under its window; -1 is outside. */
function windows(q: Geometry): number[] {
  const list: number[] = [];
  for (let oy = 0; oy < q.outHeight; oy++)
    for (let ox = 0; ox < q.outWidth; ox++)
      for (let i = 0; i < q.kh; i++)
        for (let j = 0; j < q.kw; j++) list.push(pixel(q, oy * q.strideH - q.top + i, ox * q.strideW - q.left + j));
  return list;
}

const pixel = (q: Geometry, y: number, x: number): number =>
  y >= 0 && y < q.height && x >= 0 && x < q.width ? y * q.width + x : -1;

/** Rows of [b, pixels, c] picked by index in one multi-threaded Gather, `width` in a row; -1 picks zeros. */
function gatherPixels(g: Graph, x: Value, index: number[], width: number): Value {
  const batch = x.shape[0]!;
  const channels = x.shape.at(-1)!;
  const count = sizeOf(x.shape.slice(1, -1));
  const flat = reshape(g, x, [batch, count, channels]);
  const outside = index.includes(-1);
  const zeros = (): Value => g.constant([batch, 1, channels], new Float32Array(batch * channels), 'float32');
  const source = outside ? concat(g, [flat, zeros()], 1) : flat;
  const picked = g.constant(
    [index.length],
    index.map((i) => (i < 0 ? count : i)),
    'int32',
  );
  const rows = g.node('Gather', [source, picked], [batch, index.length, channels], 'float32', { axis: 1 });
  return reshape(g, rows, [batch, index.length / width, width * channels]);
}

/** The sum over images of a^T b. */
function sumOverImages(g: Graph, a: Value, b: Value): Value {
  const [n, m] = [a.shape[2]!, b.shape[2]!];
  const each = g.node('FusedMatMul', [a, b], [a.shape[0]!, n, m], 'float32', { transA: 1, transB: 0 }, 'com.microsoft');
  return g.node('ReduceSum', [each, g.ints([0])], [n, m], 'float32', { keepdims: 0 });
}

/**
 * kw copies of x shifted along its rows times kh copies of dy shifted along its columns give all kh x kw products at
 * once, with kw + kh copies where windows need kh kw. Stride 1 only.
 */
function byCrossedShifts(g: Graph, images: Value, dy: Value, q: Geometry): Value {
  const padded = q.height + q.top + q.bottom;
  const across: number[] = [];
  const down: number[] = [];
  for (let y = 0; y < padded; y++)
    for (let x = 0; x < q.outWidth; x++) {
      for (let j = 0; j < q.kw; j++) across.push(pixel(q, y - q.top, x + j - q.left));
      for (let i = 0; i < q.kh; i++) {
        const row = y - i;
        down.push(row >= 0 && row < q.outHeight ? row * q.outWidth + x : -1);
      }
    }
  const d = sumOverImages(g, gatherPixels(g, images, across, q.kw), gatherPixels(g, dy, down, q.kh));
  return transpose(g, reshape(g, d, [q.kw, q.channels, q.kh, q.filters]), [2, 0, 1, 3]);
}
