import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromWorker } from './messages.ts';
import type { FromWorker, Task, ToWorker } from './messages.ts';
import { lowerPriority } from './priority.ts';

/** How a worker ended. `died` is a process that left without a word: killed, out of memory, crashed. */
export type Ending =
  | { readonly kind: 'finished' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly message: string; readonly why: 'diverged' | 'disk' | 'other' }
  | { readonly kind: 'died'; readonly message: string };

export interface Worker {
  readonly pid: number | undefined;
  readonly ended: Promise<Ending>;
  /** Asks it to keep what is done and leave; kills it where it has not left after `graceMs`. */
  stop(graceMs?: number): Promise<Ending>;
  send(message: ToWorker): void;
}

const extension = extname(fileURLToPath(import.meta.url));
const entry = fileURLToPath(new URL(`./entry${extension}`, import.meta.url));
/** Two folders up from here: where tsx is found when running from source. */
const root = fileURLToPath(new URL('../../', import.meta.url));

/** Behind the game, before training and analysis: somebody with a finger on a slider waits for it. */
const LAB_NICENESS = 5;

/** Errors a process writes while dying; the last of it goes into the log. */
const STDERR_KEPT = 4000;

/**
 * Starts a process of its own for a task, at low priority so that play is never slowed; only the preparation, for which
 * people wait, runs at first as the server does.
 *
 * @param onMessage everything the worker reports but its end
 */
export function startWorker(task: Task, onMessage: (message: FromWorker) => void): Worker {
  const child = fork(entry, [], {
    cwd: root,
    execArgv: extension === '.ts' ? ['--import', 'tsx'] : [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  if (task.kind !== 'prepare' && child.pid !== undefined) {
    lowerPriority(child.pid, task.kind === 'lab' ? LAB_NICENESS : undefined);
  }
  let stopping = false;
  let ending: Ending | null = null;
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-STDERR_KEPT);
  });

  const ended = new Promise<Ending>((resolve) => {
    child.on('error', (error) => {
      ending ??= { kind: 'died', message: `its process could not be started (${error.message})` };
      resolve(ending);
    });
    child.on('close', (code, signal) => {
      const why = signal ?? `exit code ${String(code)}`;
      const last = stderr.trim().split('\n').at(-1) ?? '';
      ending ??= stopping
        ? { kind: 'stopped' }
        : { kind: 'died', message: `its process ended unexpectedly (${why}${last ? `: ${last}` : ''})` };
      resolve(ending);
    });
  });

  /** Messages wait until the process listens; null from then on. */
  let outbox: ToWorker[] | null = [{ type: 'start', task }];
  const send = (message: ToWorker): void => {
    if (outbox) outbox.push(message);
    else if (child.connected) child.send(message, () => undefined); // a process that has just died is told by 'close'
  };

  child.on('message', (raw) => {
    const message = fromWorker.parse(raw);
    if (message.type === 'ready') {
      const waiting = outbox ?? [];
      outbox = null;
      waiting.forEach(send);
    } else if (message.type === 'done') ending = { kind: message.finished ? 'finished' : 'stopped' };
    else if (message.type === 'failed') ending = { kind: 'failed', message: message.message, why: message.why };
    else onMessage(message);
  });

  return {
    pid: child.pid,
    ended,
    send,
    async stop(graceMs = 20_000) {
      stopping = true;
      send({ type: 'stop' });
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      const how = await ended;
      clearTimeout(timer);
      return how;
    },
  };
}
