import type { Dataset } from '../dataset.ts';
import type { Trainee } from './trainee.ts';

/** Pictures of a grid: ten columns of four. A column is of one class; fewer than ten classes come round again. */
export const GRID = { columns: 10, each: 4 } as const;
/** Drawing takes at most this share of the time where pictures are asked for more often than the model can draw them. */
const DRAWING_SHARE = 0.75;

export interface Grid {
  /** [n, height, width, channels] */
  readonly images: Uint8Array;
  readonly labels: Uint8Array | null;
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/** When the next grid is due. Drawing is counted in, so that what is seen changes as often as asked. */
export class GridClock {
  readonly #every: number;
  #took = 0;
  #last: number;

  /** @param every seconds from one grid to the next; Infinity for none between snapshots */
  constructor(every: number) {
    this.#every = every;
    this.#last = Number.isFinite(every) ? -Infinity : Infinity;
  }

  /** @param trained seconds of training so far, drawing not among them */
  due(trained: number): boolean {
    return (
      trained - this.#last >= Math.max(this.#every - this.#took, (this.#took * (1 - DRAWING_SHARE)) / DRAWING_SHARE)
    );
  }

  async timed<T>(draw: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const drawn = await draw();
    this.#took = (performance.now() - start) / 1000;
    return drawn;
  }

  drawn(trained: number): void {
    if (Number.isFinite(this.#every)) this.#last = trained;
  }

  /** The next one comes after the next step. */
  hurry(): void {
    if (Number.isFinite(this.#every)) this.#last = -Infinity;
  }
}

/**
 * Pictures at fixed seeds, laid out in rows of {@link GRID}.columns: the same seeds in every run, so that runs can be laid
 * beside each other.
 *
 * @param classes of the data set, 0 where the model can't be asked for one
 */
export async function drawGrid(
  sample: NonNullable<Trainee['sample']>,
  dataset: Dataset,
  classes: number,
  seed: number,
): Promise<Grid> {
  const { height, width, channels } = dataset.train;
  const n = GRID.columns * GRID.each;
  if (classes === 0) return { n, height, width, channels, ...(await sample({ n, seed })) };
  const images = new Uint8Array(n * height * width * channels);
  const labels = Uint8Array.from({ length: n }, (_, i) => (i % GRID.columns) % classes);
  const size = height * width * channels;
  for (let column = 0; column < GRID.columns; column++) {
    const label = column % classes;
    const drawn = await sample({ n: GRID.each, seed, firstIndex: column * GRID.each, label });
    for (let row = 0; row < GRID.each; row++) {
      images.set(drawn.images.subarray(row * size, (row + 1) * size), (row * GRID.columns + column) * size);
    }
  }
  return { n, height, width, channels, images, labels };
}
