import type { Folders, HumanScores } from './messages.ts';
import { startWorker } from './worker.ts';
import type { Worker } from './worker.ts';

/** Reads judgments and analyses them in a process of its own, so that 1,000 resamplings never hold up a game. */
export interface Analyst {
  /** What people's judgments say of a data set now. Rejects with the reason where the process ends. */
  analyse(dataset: string): Promise<HumanScores>;
  close(): Promise<void>;
}

interface Question {
  resolve(scores: HumanScores): void;
  reject(error: Error): void;
}

/** The process starts with the first question. */
export function createAnalyst(folders: Folders): Analyst {
  let worker: Worker | null = null;
  const questions = new Map<string, { readonly answer: Promise<HumanScores>; readonly question: Question }>();

  const running = (): Worker => {
    if (worker) return worker;
    const started = startWorker({ kind: 'analyse', folders }, (message) => {
      if (message.type !== 'humanScores') return;
      questions.get(message.scores.dataset)?.question.resolve(message.scores);
      questions.delete(message.scores.dataset);
    });
    void started.ended.then((ending) => {
      worker = null;
      const why = ending.kind === 'failed' || ending.kind === 'died' ? ending.message : 'it was stopped';
      for (const { question } of questions.values()) question.reject(new Error(`The analysis ended: ${why}.`));
      questions.clear();
    });
    return (worker = started);
  };

  return {
    analyse(dataset) {
      const asked = questions.get(dataset);
      if (asked) return asked.answer;
      let question: Question | undefined;
      const answer = new Promise<HumanScores>((resolve, reject) => (question = { resolve, reject }));
      questions.set(dataset, { answer, question: question! });
      running().send({ type: 'analyse', dataset });
      return answer;
    },
    async close() {
      await worker?.stop(1000);
    },
  };
}
