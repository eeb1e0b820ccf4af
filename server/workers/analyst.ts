import type { AnalystAnswer, AnalystQuestion } from '../board/question.ts';
import type { Folders } from './messages.ts';
import { startWorker } from './worker.ts';
import type { Worker } from './worker.ts';

/** Reads judgments and analyses them in a process of its own, so that 1,000 resamplings never hold up a game. */
export interface Analyst {
  /** Answers as of now. Equal questions that wait share an answer. Rejects with the reason where the process ends. */
  ask(question: AnalystQuestion): Promise<AnalystAnswer>;
  close(): Promise<void>;
}

interface Waiting {
  readonly text: string;
  readonly answer: Promise<AnalystAnswer>;
  resolve(answer: AnalystAnswer): void;
  reject(error: Error): void;
}

/** The process starts with the first question. */
export function createAnalyst(folders: Folders): Analyst {
  let worker: Worker | null = null;
  let last = 0;
  const waiting = new Map<number, Waiting>();

  const running = (): Worker => {
    if (worker) return worker;
    const started = startWorker({ kind: 'analyse', folders }, (message) => {
      if (message.type !== 'analysed') return;
      waiting.get(message.id)?.resolve(message.answer);
      waiting.delete(message.id);
    });
    void started.ended.then((ending) => {
      worker = null;
      const why = ending.kind === 'failed' || ending.kind === 'died' ? ending.message : 'it was stopped';
      for (const { reject } of waiting.values()) reject(new Error(`The analysis ended: ${why}.`));
      waiting.clear();
    });
    return (worker = started);
  };

  return {
    ask(question) {
      const text = JSON.stringify(question);
      for (const asked of waiting.values()) if (asked.text === text) return asked.answer;
      const id = ++last;
      const { promise, resolve, reject } = withResolvers<AnalystAnswer>();
      waiting.set(id, { text, answer: promise, resolve, reject });
      running().send({ type: 'analyse', id, question });
      return promise;
    },
    async close() {
      await worker?.stop(1000);
    },
  };
}

/** Promise.withResolvers, which Node 20 does not have. */
function withResolvers<T>() {
  let settle: { resolve(value: T): void; reject(error: Error): void } | undefined;
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle! };
}
