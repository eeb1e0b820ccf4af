/** Keeps the last few things that were used; what falls out is handed to `drop`. */
export class Recent<Value> {
  readonly #kept = new Map<string, Value>();

  constructor(
    private readonly size: number,
    private readonly drop: (value: Value) => void = () => undefined,
  ) {}

  get(key: string): Value | undefined {
    const value = this.#kept.get(key);
    if (value === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#kept.delete(key);
    this.#kept.set(key, value);
    for (const [oldest, dropped] of this.#kept) {
      if (this.#kept.size <= this.size) return;
      this.#kept.delete(oldest);
      this.drop(dropped);
    }
  }

  clear(): void {
    for (const value of this.#kept.values()) this.drop(value);
    this.#kept.clear();
  }
}
