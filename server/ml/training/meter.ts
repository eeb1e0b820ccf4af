/** Speed, time left and mean losses of a run. Clock readings are monotonic seconds; pauses (pictures, checkpoints) do not count. */
export class Meter {
  readonly #batch: number;
  readonly #now: () => number;
  #trained: number;
  #mark: number;
  #reportAt = 0;
  #reportTrained: number;
  #steps = 0;
  #sums: Record<string, number> = {};
  #secondsPerStep: number | null = null;
  /** Means of the last report. */
  losses: Record<string, number> = {};

  /** @param earlier training seconds of earlier sittings */
  constructor(batch: number, earlier = 0, now: () => number = () => performance.now() / 1000) {
    this.#batch = batch;
    this.#now = now;
    this.#trained = earlier;
    this.#reportTrained = earlier;
    this.#mark = now();
    this.#reportAt = this.#mark;
  }

  count(losses: Readonly<Record<string, number>>): void {
    this.#steps++;
    for (const [name, value] of Object.entries(losses)) this.#sums[name] = (this.#sums[name] ?? 0) + value;
    const now = this.#now();
    this.#trained += now - this.#mark;
    this.#mark = now;
  }

  get trainedSeconds(): number {
    return this.#trained;
  }

  /** Seconds since the last report. */
  get sinceReport(): number {
    return this.#now() - this.#reportAt;
  }

  report(stepsLeft: number): {
    losses: Record<string, number>;
    imagesPerSecond: number;
    secondsLeft: number;
    trainedSeconds: number;
  } {
    const perStep = (this.#trained - this.#reportTrained) / Math.max(1, this.#steps);
    // A moving average forgets the first step, which also compiles.
    this.#secondsPerStep = this.#secondsPerStep === null ? perStep : 0.8 * this.#secondsPerStep + 0.2 * perStep;
    this.losses = Object.fromEntries(Object.entries(this.#sums).map(([name, sum]) => [name, sum / this.#steps]));
    this.#sums = {};
    this.#steps = 0;
    this.#reportAt = this.#now();
    this.#reportTrained = this.#trained;
    return {
      losses: this.losses,
      imagesPerSecond: perStep > 0 ? this.#batch / perStep : 0,
      secondsLeft: stepsLeft * this.#secondsPerStep,
      trainedSeconds: this.#trained,
    };
  }

  pause(): void {
    this.#mark = Number.NaN;
  }

  resume(): void {
    this.#mark = this.#now();
  }
}
