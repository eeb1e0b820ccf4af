import type { LabAnswer, LabQuestion, LabRefusal } from '../lab/question.ts';
import { Recent } from '../lab/recent.ts';
import type { Folders } from './messages.ts';
import { startWorker } from './worker.ts';
import type { Worker } from './worker.ts';

/** Answers the questions of the lab's pages in a process of its own, one at a time. */
export interface Lab {
  /** Never rejects; refused at once where too many wait, and in time where it takes too long. */
  ask(question: LabQuestion): Promise<LabAnswer>;
  /** Of the process; null while there is none. */
  readonly pid: number | null;
  close(): Promise<void>;
}

export interface LabOptions {
  readonly warn: (message: string) => void;
  /** Questions that may wait. */
  readonly queue?: number;
  /** A question that has waited so long is refused, ms. */
  readonly patienceMs?: number;
  /** The process is ended where one answer takes longer, ms. */
  readonly limitMs?: number;
  /** Without questions for so long, the process ends and gives its memory back, ms. */
  readonly idleMs?: number;
}

/** Answers kept: a class asks the same of the same page. */
const KEPT = 300;

interface Waiting {
  readonly key: string;
  readonly question: LabQuestion;
  readonly since: number;
  resolve(answer: LabAnswer): void;
}

/** The process starts with the first question. */
export function createLab(folders: Folders, options: LabOptions): Lab {
  const { warn, queue = 64, patienceMs = 20_000, limitMs = 60_000, idleMs = 600_000 } = options;
  const kept = new Recent<LabAnswer>(KEPT);
  const asked = new Map<string, Promise<LabAnswer>>();
  const waiting: Waiting[] = [];
  let current: (Waiting & { readonly id: number; readonly by: Worker }) | null = null;
  let worker: Worker | null = null;
  let closed = false;
  let ids = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = (entry: Waiting, answer: LabAnswer): void => {
    asked.delete(entry.key);
    if (answer.ok) kept.set(entry.key, answer);
    else if (answer.code === 'server/failed') warn(`The lab failed at ${entry.question.operation}: ${answer.message}`);
    entry.resolve(answer);
  };

  const running = (): Worker => {
    if (worker) return worker;
    const started = startWorker({ kind: 'lab', folders }, (message) => {
      if (message.type !== 'answer' || message.id !== current?.id) return;
      const done = current;
      current = null;
      settle(done, message.answer);
      next();
    });
    void started.ended.then((ending) => {
      if (worker === started) worker = null;
      // One that was given up may end while its successor works.
      const lost = current?.by === started ? current : null;
      if (lost) current = null;
      if (ending.kind === 'died' || ending.kind === 'failed') warn(`The lab's process ended: ${ending.message}.`);
      if (lost) settle(lost, refuse('server/failed', 'The process that computes ended before it answered; ask again.'));
      next();
    });
    return (worker = started);
  };

  const next = (): void => {
    if (current !== null || closed) return;
    clearTimeout(timer);
    const entry = waiting.shift();
    if (!entry) {
      if (worker) timer = setTimeout(() => void rest(), idleMs).unref();
      return;
    }
    if (Date.now() - entry.since > patienceMs) {
      settle(entry, refuse('lab/busy', 'Too many questions came before this one; ask again.'));
      return next();
    }
    const used = running();
    const busy = { ...entry, id: ++ids, by: used };
    current = busy;
    used.send({ type: 'ask', id: busy.id, question: entry.question });
    timer = setTimeout(() => {
      if (current !== busy) return;
      current = null;
      worker = null;
      settle(entry, refuse('lab/busy', `This took longer than ${limitMs / 1000} s and was stopped; ask for less.`));
      void used.stop(0);
      next();
    }, limitMs).unref();
  };

  const rest = async (): Promise<void> => {
    const idle = worker;
    worker = null;
    await idle?.stop(1000);
  };

  return {
    ask(question) {
      const key = JSON.stringify(question);
      const known = kept.get(key);
      if (known) return Promise.resolve(known);
      const same = asked.get(key);
      if (same) return same;
      if (closed) return Promise.resolve(refuse('lab/busy', 'The server is about to stop; ask again in a minute.'));
      if (waiting.length >= queue)
        return Promise.resolve(refuse('lab/busy', `${queue} questions wait already; ask again in a moment.`));
      const answer = new Promise<LabAnswer>((resolve) => {
        waiting.push({ key, question, since: Date.now(), resolve });
      });
      asked.set(key, answer);
      next();
      return answer;
    },
    get pid() {
      return worker?.pid ?? null;
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      for (const entry of waiting.splice(0)) settle(entry, refuse('lab/busy', 'The server is about to stop.'));
      await worker?.stop(1000);
    },
  };
}

const refuse = (code: LabRefusal['code'], message: string): LabRefusal => ({ ok: false, code, message });
