/** Float arrays that nobody needs any more, by length: a training step asks for the same ones every time. */
export class BufferPool {
  private readonly free = new Map<number, Float32Array[]>();
  private held = 0;

  /** @param limit Bytes kept at most. */
  constructor(private readonly limit: number) {}

  get bytes(): number {
    return this.held;
  }

  /** An array of `length` numbers with any content. */
  take(length: number): Float32Array {
    const array = this.free.get(length)?.pop();
    if (!array) return new Float32Array(length);
    this.held -= array.byteLength;
    return array;
  }

  give(array: Float32Array): void {
    if (this.held + array.byteLength > this.limit) return;
    const list = this.free.get(array.length);
    if (list) list.push(array);
    else this.free.set(array.length, [array]);
    this.held += array.byteLength;
  }

  clear(): void {
    this.free.clear();
    this.held = 0;
  }
}
