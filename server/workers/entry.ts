import type { Asked, Desk } from './desk.ts';
import { kindOf } from './failure.ts';
import { toWorker } from './messages.ts';
import type { FromWorker, Task } from './messages.ts';

const stop = new AbortController();
let listening: ((asked: Asked) => void) | null = null;
/** Questions that came before the task was loaded; it answers them first. */
const early: Asked[] = [];
const desk: Desk = {
  report: (message) => void (process.connected && process.send?.(message)),
  signal: stop.signal,
  onAsked(listener) {
    listening = listener;
    early.splice(0).forEach(listener);
  },
};

/** Tasks are loaded when needed: only those that train or sample bring TensorFlow.js with them. */
async function perform(task: Task): Promise<void> {
  switch (task.kind) {
    case 'prepare':
      return (await import('./tasks/prepare.ts')).prepare(task, desk);
    case 'fetch':
      return (await import('./tasks/fetch.ts')).fetchDataset(task, desk);
    case 'train':
      return (await import('./tasks/train.ts')).train(task, desk);
    case 'appraise':
      return (await import('./tasks/appraise.ts')).appraise(task, desk);
    case 'analyse':
      return (await import('./tasks/analyse.ts')).analyse(task, desk);
    case 'lab':
      return (await import('./tasks/lab.ts')).answerQuestions(task, desk);
  }
}

/** Sends the last word and leaves once it is on its way. */
function leave(message: FromWorker): void {
  if (process.connected && process.send) process.send(message, () => process.exit(0));
  else process.exit(0);
}

process.on('message', (raw) => {
  const message = toWorker.parse(raw);
  if (message.type === 'stop') return stop.abort();
  if (message.type !== 'start') {
    if (listening) listening(message);
    else early.push(message);
    return;
  }
  perform(message.task).then(
    () => leave({ type: 'done', finished: !stop.signal.aborted }),
    (error: unknown) => {
      if (stop.signal.aborted && (error === stop.signal.reason || (error as Error).name === 'AbortError'))
        return leave({ type: 'done', finished: false });
      leave({ type: 'failed', message: error instanceof Error ? error.message : String(error), why: kindOf(error) });
    },
  );
});
// The server is gone: a worker without one leaves the folder to the next.
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; the server decides when its workers leave.
process.on('SIGINT', () => undefined);
desk.report({ type: 'ready' });
