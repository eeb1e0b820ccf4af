import type { Graph, Value } from '../../onnx/graph.ts';
import { concat, reshape, sizeOf, transpose } from '../../onnx/values.ts';
import { blockedFilterGradient, gradientFitsBlocks } from './blocked-filter-gradient.ts';
import { isPointwise, type Geometry } from './geometry.ts';

/** Windows of so many bytes are made at a time: they stay in the cache until the product reads them. */
const WINDOW_BYTES = 16 * 2 ** 20;
/** Images are summed over in so many products side by side: one long sum keeps ONNX Runtime from sharing out the work. */
const GROUPS = 4;

/** The gradient by the filter [kh, kw, c, o], from the images [b, h, w, c] and the output's gradient [b, oh, ow, o]. */
export function convFilterGradient(g: Graph, images: Value, dy: Value, q: Geometry): Value {
  const shape = [q.kh, q.kw, q.channels, q.filters];
  if (isPointwise(q)) return reshape(g, sumGroups(g, [productOfGroups(g, images, dy)]), shape);
  if (gradientFitsBlocks(g, q)) return blockedFilterGradient(g, images, dy, q);
  const width = q.kh * q.kw * q.channels;
  const rows = q.outHeight * q.outWidth;
  const chunks = divisorFrom(q.batch, Math.ceil((4 * q.batch * rows * width) / WINDOW_BYTES));
  const index = windows(q);
  const parts = splitImages(g, images, chunks);
  const slopes = splitImages(g, dy, chunks);
  const products = parts.map((part, i) => productOfGroups(g, gatherPixels(g, part, index, q.kh * q.kw), slopes[i]!));
  return reshape(g, sumGroups(g, products), shape);
}

/** The smallest divisor of n that is at least `least`, or n. */
function divisorFrom(n: number, least: number): number {
  for (let d = Math.max(1, least); d < n; d++) if (n % d === 0) return d;
  return n;
}

/** The largest divisor of n that is at most `most`. */
function divisorUpTo(n: number, most: number): number {
  for (let d = most; d > 1; d--) if (n % d === 0) return d;
  return 1;
}

function splitImages(g: Graph, x: Value, parts: number): Value[] {
  if (parts === 1) return [x];
  const [batch, ...rest] = x.shape as [number, ...number[]];
  const sizes = Array<number>(parts).fill(batch / parts);
  const outputs = sizes.map((n) => ({ shape: [n, ...rest], dtype: x.dtype }));
  return g.nodeOf('Split', [x, g.ints(sizes)], outputs, { axis: 0 }) as Value[];
}

/**
 * For some groups of images, the sum over their pixels of a^T b, the narrower of the two on the left, where ONNX Runtime
 * multiplies fastest.
 * @param a [b, ..., n] with as many pixels as b [b, ..., m]
 */
function productOfGroups(g: Graph, a: Value, b: Value): { products: Value; flipped: boolean } {
  const images = a.shape[0]!;
  const groups = divisorUpTo(images, GROUPS);
  const [n, m] = [a.shape.at(-1)!, b.shape.at(-1)!];
  const rows = sizeOf(b.shape) / m / groups;
  const [x, y] = [reshape(g, a, [groups, rows, n]), reshape(g, b, [groups, rows, m])];
  const attributes = { transA: 1, transB: 0 };
  const flipped = m < n;
  const products = flipped
    ? g.node('FusedMatMul', [y, x], [groups, m, n], 'float32', attributes, 'com.microsoft')
    : g.node('FusedMatMul', [x, y], [groups, n, m], 'float32', attributes, 'com.microsoft');
  return { products, flipped };
}

/** [n, m] */
function sumGroups(g: Graph, parts: ReadonlyArray<{ products: Value; flipped: boolean }>): Value {
  const all = concat(
    g,
    parts.map(({ products }) => products),
    0,
  );
  const sum = g.node('ReduceSum', [all, g.ints([0])], all.shape.slice(1), 'float32', { keepdims: 0 });
  return parts[0]!.flipped ? transpose(g, sum, [1, 0]) : sum;
}

/** For each output pixel, the input pixels under its window; -1 is outside. */
function windows(q: Geometry): number[] {
  const pixel = (y: number, x: number): number =>
    y >= 0 && y < q.height && x >= 0 && x < q.width ? y * q.width + x : -1;
  const list: number[] = [];
  for (let oy = 0; oy < q.outHeight; oy++)
    for (let ox = 0; ox < q.outWidth; ox++)
      for (let i = 0; i < q.kh; i++)
        for (let j = 0; j < q.kw; j++) list.push(pixel(oy * q.strideH - q.top + i, ox * q.strideW - q.left + j));
  return list;
}

/** Rows of [b, pixels, c] picked by index in one multi-threaded Gather, `width` in a row; -1 picks zeros. */
function gatherPixels(g: Graph, x: Value, index: readonly number[], width: number): Value {
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
