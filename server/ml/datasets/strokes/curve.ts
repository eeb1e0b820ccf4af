/** A control point: x to the right, y down, the digit's height as unit; `corner` breaks the tangent there. */
export interface ControlPoint {
  readonly x: number;
  readonly y: number;
  readonly corner?: true;
}

/** What the pen draws without lifting: at least two control points. */
export type Stroke = readonly ControlPoint[];

/** Sampled strokes: `xy` holds `n` points, interleaved; a stroke begins at each index in `starts`. */
export interface Path {
  readonly xy: Float64Array;
  readonly starts: Int32Array;
  n: number;
  strokes: number;
}

const MAX_POINTS = 1024;
const MAX_STROKES = 8;
/** Sample distance in units of the digit's height: about one pixel of the finished picture. */
const SPACING = 0.05;

export function emptyPath(): Path {
  return { xy: new Float64Array(2 * MAX_POINTS), starts: new Int32Array(MAX_STROKES), n: 0, strokes: 0 };
}

/**
 * Samples strokes as cubic Hermite curves through their control points into `path`, which is overwritten.
 *
 * Tangents are those of the parabola through each point and its neighbours by chord length (Bessel), which neither
 * overshoots where points lie close together nor flattens where they lie apart; beside ends and corners the curve is
 * that parabola itself.
 */
export function sampleStrokes(strokes: readonly Stroke[], path: Path): void {
  path.n = 0;
  path.strokes = 0;
  for (const stroke of strokes) {
    path.starts[path.strokes++] = path.n;
    push(path, stroke[0]!.x, stroke[0]!.y);
    for (let i = 0; i + 1 < stroke.length; i++) samplePiece(stroke, i, path);
  }
}

function samplePiece(stroke: Stroke, i: number, path: Path): void {
  const p = stroke[i]!;
  const q = stroke[i + 1]!;
  const before = i > 0 && !p.corner ? stroke[i - 1] : undefined;
  const after = i + 2 < stroke.length && !q.corner ? stroke[i + 2] : undefined;
  const length = Math.hypot(q.x - p.x, q.y - p.y) + 1e-9;
  const vx = (q.x - p.x) / length;
  const vy = (q.y - p.y) / length;
  let ux = vx;
  let uy = vy;
  let wx = vx;
  let wy = vy;
  if (before) {
    const d = Math.hypot(p.x - before.x, p.y - before.y) + 1e-9;
    ux = (((p.x - before.x) / d) * length + vx * d) / (length + d);
    uy = (((p.y - before.y) / d) * length + vy * d) / (length + d);
  }
  if (after) {
    const d = Math.hypot(after.x - q.x, after.y - q.y) + 1e-9;
    wx = (((after.x - q.x) / d) * length + vx * d) / (length + d);
    wy = (((after.y - q.y) / d) * length + vy * d) / (length + d);
  }
  if (!before && after) {
    ux = 2 * vx - wx;
    uy = 2 * vy - wy;
  } else if (before && !after) {
    wx = 2 * vx - ux;
    wy = 2 * vy - uy;
  }
  const steps = Math.max(2, Math.ceil(length / SPACING));
  for (let k = 1; k <= steps; k++) {
    const t = k / steps;
    const s = 1 - t;
    const a = s * s * (1 + 2 * t);
    const b = s * s * t * length;
    const c = t * t * (1 + 2 * s);
    const d = -t * t * s * length;
    push(path, a * p.x + b * ux + c * q.x + d * wx, a * p.y + b * uy + c * q.y + d * wy);
  }
}

function push(path: Path, x: number, y: number): void {
  if (path.n === MAX_POINTS) return; // ten times what the longest digit needs
  path.xy[2 * path.n] = x;
  path.xy[2 * path.n + 1] = y;
  path.n++;
}
