/** A bucket: `burst` at once, `perSecond` for ever. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Entries above this are cleared of those that are full again. */
const SWEEP_AT = 10_000;

/** Token buckets by key (a device, an address). Refusing costs a map lookup. */
export class RateLimit {
  readonly #buckets = new Map<string, { left: number; at: number }>();

  /** `now` in milliseconds, monotonic. */
  constructor(
    private readonly rate: Rate,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Takes one; false where none is left. */
  take(key: string): boolean {
    const now = this.now();
    if (this.#buckets.size > SWEEP_AT) this.#sweep(now);
    const bucket = this.#buckets.get(key) ?? { left: this.rate.burst, at: now };
    const left = this.#refilled(bucket, now);
    const allowed = left >= 1;
    this.#buckets.set(key, { left: allowed ? left - 1 : left, at: now });
    return allowed;
  }

  /** True where one is left, without taking it. */
  has(key: string): boolean {
    const bucket = this.#buckets.get(key);
    return !bucket || this.#refilled(bucket, this.now()) >= 1;
  }

  #refilled({ left, at }: { left: number; at: number }, now: number): number {
    return Math.min(this.rate.burst, left + ((now - at) / 1000) * this.rate.perSecond);
  }

  #sweep(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (this.#refilled(bucket, now) >= this.rate.burst) this.#buckets.delete(key);
    }
  }
}
