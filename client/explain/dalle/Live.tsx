import { useState } from 'preact/hooks';
import { Loading } from '../../ui/Loading.tsx';
import type { LiveProps } from '../page.ts';
import { useAnswer } from '../parts/ask.ts';
import { useModel } from '../parts/model.tsx';
import { Asking, firstPrompt } from '../prompts/PromptForm.tsx';
import { words as promptWords } from '../prompts/words.ts';
import { say } from '../words.ts';
import type { Written } from './answer.ts';
import { Candidates } from './Candidates.tsx';
import { Writing } from './Writing.tsx';

/** A sentence goes on as a picture; then the candidates among which the scorer chose. */
export function Live(_props: LiveProps) {
  const chosen = useModel('dalle');
  const { model } = chosen;
  const [prompt, setPrompt] = useState(firstPrompt);
  const [seed, setSeed] = useState(1);
  const written = useAnswer<Written>(model && { model }, 'write', { prompt, seed });
  const found = written.value;
  if (chosen.missing) return chosen.missing;
  const asking = (
    <Asking prompt={prompt} onPrompt={setPrompt} chosen={chosen} read={found?.read ?? null} failure={written.failure} />
  );
  if (!found) return written.failure ? asking : <Loading />;
  return (
    <>
      <Writing
        written={found}
        asking={asking}
        again={
          <button type="button" class="button button--quiet" disabled={written.busy} onClick={() => setSeed(seed + 1)}>
            {say(promptWords.again)}
          </button>
        }
      />
      <Candidates written={found} />
    </>
  );
}
