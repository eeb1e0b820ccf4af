import { picturesOf, type LabContext, type LabPictures } from '../../lab.ts';
import { offPlane, onPlane, type Plane } from '../../numeric/plane.ts';

/** Units from the middle to the edge of what a page shows. */
export const REACH = 3;
/** Pictures along each side of the map. */
const SIDE = 11;

/** A plane through a space of codes as a page shows it; a unit is `unit` along each axis. */
export interface LatentPlane {
  readonly plane: Plane;
  readonly unit: readonly [number, number];
  /** Pictures of codes, 0 to 1. */
  readonly decode: (codes: Float32Array, n: number) => Promise<Float32Array>;
}

/** Decoded pictures, and how sure the classifier is of the class it reads: low where the picture is no digit. */
export interface Decoded {
  readonly pictures: LabPictures;
  readonly sure: number[];
  /** Class the classifier reads. */
  readonly read: number[];
}

/** The pictures at some places of the plane, [x, y] in units each. */
export async function decodedAt(
  { plane, unit, decode }: LatentPlane,
  places: ReadonlyArray<readonly [number, number]>,
  context: LabContext,
): Promise<Decoded> {
  const d = plane.middle.length;
  const codes = new Float32Array(places.length * d);
  places.forEach(([x, y], i) => codes.set(offPlane(plane, [x * unit[0], y * unit[1]]), i * d));
  return readBack(await decode(codes, places.length), places.length, context);
}

/** Pictures on their way to a page, read by the classifier of their data set. */
export async function readBack(means: Float32Array, n: number, context: LabContext): Promise<Decoded> {
  const images = Uint8Array.from(means, (mean) => Math.round(255 * mean));
  const classifier = await context.classifier();
  const { probabilities } = await classifier.features(images);
  const rows = Array.from({ length: n }, (_, i) => [
    ...probabilities.subarray(i * classifier.classes, (i + 1) * classifier.classes),
  ]);
  const sure = rows.map((row) => Math.max(...row));
  return {
    pictures: picturesOf(images, context.header.shape),
    sure: sure.map((value) => Math.round(1000 * value) / 1000),
    read: rows.map((row, i) => row.indexOf(sure[i]!)),
  };
}

/** The plane as a map: pictures at even places, row by row from the top left, and where the codes lie. */
export async function mapOf(
  latent: LatentPlane,
  codes: Float32Array,
  labels: ArrayLike<number> | null,
  context: LabContext,
): Promise<Decoded & { reach: number; side: number; points: [x: number, y: number, label: number][] }> {
  const at = (i: number): number => (REACH * (2 * i + 1 - SIDE)) / SIDE;
  const places = Array.from({ length: SIDE * SIDE }, (_, i) => [at(i % SIDE), -at(Math.floor(i / SIDE))] as const);
  const d = latent.plane.middle.length;
  const points = Array.from({ length: codes.length / d }, (_, i): [number, number, number] => {
    const [x, y] = onPlane(latent.plane, codes.subarray(i * d, (i + 1) * d));
    return [hundredth(x / latent.unit[0]), hundredth(y / latent.unit[1]), labels?.[i] ?? 0];
  });
  return { reach: REACH, side: SIDE, points, ...(await decodedAt(latent, places, context)) };
}

const hundredth = (value: number): number => Math.round(100 * value) / 100;
