import type { FromWorker, ToWorker } from './messages.ts';

/** A request that reaches a running task. */
export type Asked = Extract<ToWorker, { type: 'analyse' | 'ask' }>;

/** What a task may use of its process. */
export interface Desk {
  report(message: FromWorker): void;
  /** Fires when the server wants the worker to leave. */
  readonly signal: AbortSignal;
  /** Requests, those that came before the task was loaded first. */
  onAsked(listener: (asked: Asked) => void): void;
}
