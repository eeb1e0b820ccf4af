import { LinkLost } from './transport.ts';
import type { Requests, Transport, TransportEvents } from './transport.ts';

type Answer = {
  readonly [K in keyof Requests]?: (message: Requests[K]['message']) => Requests[K]['reply'] | 'silence' | 'cut';
};

/**
 * A link to a server that is a few functions, for tests: `answer` replies, stays silent, or cuts the link after the message
 * has arrived.
 */
export class MemoryTransport implements Transport {
  isUp = false;
  closed = false;
  /** Every message that arrived, in order. */
  readonly arrived: { readonly kind: keyof Requests; readonly message: unknown }[] = [];
  /** How often a dead link was dropped. */
  dropped = 0;
  private events: TransportEvents | null = null;
  private readonly waiting = new Set<() => void>();

  constructor(public answer: Answer) {}

  open(events: TransportEvents): void {
    this.events = events;
    queueMicrotask(() => this.up());
  }

  up(): void {
    if (this.closed || this.isUp) return;
    this.isUp = true;
    this.events?.up();
  }

  cut(): void {
    if (!this.isUp) return;
    this.isUp = false;
    for (const lose of [...this.waiting]) lose();
    this.events?.down();
  }

  /** The server pushes a view. */
  push(view: Parameters<TransportEvents['view']>[0]): void {
    if (this.isUp) this.events?.view(view);
  }

  request<K extends keyof Requests>(
    kind: K,
    message: Requests[K]['message'],
    timeoutMs: number,
  ): Promise<Requests[K]['reply']> {
    return new Promise((resolve, reject) => {
      if (!this.isUp) return reject(new LinkLost(`not connected: ${kind}`));
      this.arrived.push({ kind, message });
      const answer = this.answer[kind] as
        ((message: Requests[K]['message']) => Requests[K]['reply'] | 'silence' | 'cut') | undefined;
      const reply = answer?.(message) ?? 'silence';
      const lose = (): void => {
        clearTimeout(timer);
        this.waiting.delete(lose);
        reject(new LinkLost(`lost: ${kind}`));
      };
      const timer = setTimeout(lose, timeoutMs);
      this.waiting.add(lose);
      if (reply === 'silence') return;
      if (reply === 'cut') return queueMicrotask(() => this.cut());
      queueMicrotask(() => {
        if (!this.waiting.delete(lose)) return;
        clearTimeout(timer);
        resolve(reply);
      });
    });
  }

  retry(hard: boolean): void {
    if (hard) {
      this.dropped += 1;
      this.cut();
    }
    this.up();
  }

  close(): void {
    this.closed = true;
    this.cut();
  }
}
