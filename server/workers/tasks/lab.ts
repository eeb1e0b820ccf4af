import { Laboratory } from '../../lab/laboratory.ts';
import { loadOptions } from '../data.ts';
import type { Desk } from '../desk.ts';
import type { Task } from '../messages.ts';

/** Answers the lab's questions in the order in which they come, until told to stop. */
export async function answerQuestions({ folders }: Extract<Task, { kind: 'lab' }>, desk: Desk): Promise<void> {
  const { dataDir, modelsDir } = folders;
  const laboratory = new Laboratory({ dataDir, modelsDir, loadOptions: loadOptions(folders) });
  let last = Promise.resolve();
  desk.onAsked((asked) => {
    if (asked.type !== 'ask') return;
    last = last.then(async () => {
      const answer = await laboratory.answer(asked.question);
      desk.report({ type: 'answer', id: asked.id, answer });
    });
  });
  await new Promise<void>((resolve) => desk.signal.addEventListener('abort', () => resolve())); // the channel keeps the process
  laboratory.dispose();
}
