import type { FromWorker } from './messages.ts';

/** What a task may use of its process. */
export interface Desk {
  report(message: FromWorker): void;
  /** Fires when the server wants the worker to leave. */
  readonly signal: AbortSignal;
  /** Requests that reach a running analysis. */
  onAnalyse(listener: (dataset: string) => void): void;
}
