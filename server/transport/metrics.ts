import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Rooms } from '../rooms/rooms.ts';
import type { RoomsObserver } from '../rooms/observer.ts';

export interface Metrics {
  readonly registry: Registry;
  /** Counts what the rooms report; sentences to read go to `warn`. */
  observer(warn: (sentence: string, error?: unknown) => void): RoomsObserver;
  /** Rooms and connections, read when somebody asks. */
  watch(rooms: Rooms): void;
}

/** Prometheus metrics of one server. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const judgments = new Counter({ name: 'uncanny_judgments_total', help: 'Judgments acknowledged', registers });
  const refusals = new Counter({
    name: 'uncanny_refusals_total',
    help: 'Refusals by the rules',
    labelNames: ['code'],
    registers,
  });
  const append = new Histogram({
    name: 'uncanny_append_seconds',
    help: 'From deciding an event to having it on disk',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers,
  });
  const tell = new Histogram({
    name: 'uncanny_tell_seconds',
    help: 'Making and handing over the views of one room',
    labelNames: ['when'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25],
    registers,
  });
  return {
    registry,
    observer: (warn) => ({
      appended(ms, rows) {
        append.observe(ms / 1000);
        if (rows > 0) judgments.inc(rows);
      },
      refused: (code) => refusals.inc({ code }),
      told: (ms, _watchers, when) => tell.observe({ when }, ms / 1000),
      warn,
    }),
    watch(rooms) {
      new Gauge({
        name: 'uncanny_rooms_open',
        help: 'Open rooms',
        registers,
        collect() {
          this.set(rooms.openCount);
        },
      });
      new Gauge({
        name: 'uncanny_connections',
        help: 'Sockets that look at a room',
        registers,
        collect() {
          this.set(rooms.connectionCount);
        },
      });
    },
  };
}
