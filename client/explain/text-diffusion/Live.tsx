import { useState } from 'preact/hooks';
import type { LiveProps } from '../page.ts';
import { useModel } from '../parts/model.tsx';
import { firstPrompt } from '../prompts/PromptForm.tsx';
import { Guided } from './Guided.tsx';
import { Ladder } from './Ladder.tsx';

/** A sentence, drawn; then the same noise under more and more guidance. */
export function Live(_props: LiveProps) {
  const chosen = useModel('text-diffusion');
  const [prompt, setPrompt] = useState(firstPrompt);
  if (chosen.missing) return chosen.missing;
  return (
    <>
      <Guided chosen={chosen} prompt={prompt} onPrompt={setPrompt} />
      <Ladder chosen={chosen} prompt={prompt} />
    </>
  );
}
