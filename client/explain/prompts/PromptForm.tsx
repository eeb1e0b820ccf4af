import { useState } from 'preact/hooks';
import { currentLanguage } from '../../i18n/index.ts';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Failure } from '../parts/ask.ts';
import { LabFailure, ModelChoice } from '../parts/model.tsx';
import type { ChosenModel } from '../parts/model.tsx';
import { say } from '../words.ts';
import type { PromptRead } from './answers.ts';
import './prompts.css';
import { words } from './words.ts';

/** One in the other language, and one that is refused, so that both are seen. */
const EXAMPLES: Readonly<Record<'en' | 'ko', readonly string[]>> = {
  en: ['a thin, left-leaning seven', 'a bold, upright, small three', '굵고 오른쪽으로 기운 4', 'a purple nine'],
  ko: ['가늘고 왼쪽으로 기운 7', '굵고 똑바르고 작은 3', 'a thick, right-leaning four', '보라색 9'],
};
const GARMENTS: Readonly<Record<'en' | 'ko', readonly string[]>> = {
  en: ['a small, upright dress', 'a large bag', '작은 부츠'],
  ko: ['작고 똑바른 드레스', '큰 가방', 'a small boot'],
};

/** As many characters as the server reads. */
const LONGEST = 200;

export const firstPrompt = (): string => EXAMPLES[currentLanguage() === 'ko' ? 'ko' : 'en'][0]!;

interface AskingProps {
  readonly prompt: string;
  readonly onPrompt: (prompt: string) => void;
  readonly chosen: ChosenModel;
  /** How the prompt was read of which pictures are shown. */
  readonly read: PromptRead | null;
  readonly failure: Failure | null;
}

/** Whom to ask and for what, and how that was understood; where it was not, for what the pictures below still stand. */
export function Asking({ prompt, onPrompt, chosen, read, failure }: AskingProps) {
  return (
    <>
      <div class="asking">
        <PromptForm prompt={prompt} onPrompt={onPrompt} dataset={chosen.model?.dataset ?? 'mnist'} />
        <ModelChoice {...chosen} />
      </div>
      {/* What a model says of a prompt is a whole sentence, in the prompt's language. */}
      {failure?.code === 'lab/refused' ? <Notice bad>{failure.message}</Notice> : <LabFailure failure={failure} />}
      {read && <Understood read={read} stale={failure !== null} />}
    </>
  );
}

interface PromptFormProps {
  readonly prompt: string;
  readonly onPrompt: (prompt: string) => void;
  /** Of the model, which decides about the examples. */
  readonly dataset: string;
}

/** A prompt to type or to pick. */
function PromptForm({ prompt, onPrompt, dataset }: PromptFormProps) {
  const [text, setText] = useState(prompt);
  const send = (next: string): void => {
    setText(next);
    if (next.trim() !== '') onPrompt(next.trim());
  };
  const examples = (dataset === 'fashion-mnist' ? GARMENTS : EXAMPLES)[currentLanguage() === 'ko' ? 'ko' : 'en'];
  return (
    <form
      class="prompt"
      onSubmit={(event) => {
        event.preventDefault();
        send(text);
      }}
    >
      <Field label={say(words.prompt)} hint={say(words.hint)}>
        {(wiring) => (
          <span class="prompt__line">
            <input
              {...wiring}
              class="input"
              type="text"
              maxLength={LONGEST}
              value={text}
              autocomplete="off"
              onInput={(event) => setText(event.currentTarget.value)}
            />
            <button type="submit" class="button">
              {say(words.send)}
            </button>
          </span>
        )}
      </Field>
      <div class="prompt__examples" role="group" aria-label={say(words.examples)}>
        {examples.map((example) => (
          <button type="button" key={example} class="prompt__example" onClick={() => send(example)}>
            {example}
          </button>
        ))}
      </div>
    </form>
  );
}

/** The words that were understood, in the order in which the model reads them. */
function Understood({ read, stale }: { readonly read: PromptRead; readonly stale: boolean }) {
  return (
    <div class={stale ? 'understood understood--stale' : 'understood'} aria-live="polite">
      <span class="understood__name">{say(stale ? words.stillShown : words.understood)}</span>
      {read.words.length === 0 && <span class="quiet">{say(words.nothing)}</span>}
      {read.words.map((word) => (
        <span class="understood__word" key={word}>
          {word}
        </span>
      ))}
      {read.heldOut && <span class="understood__new">{say(words.heldOut)}</span>}
    </div>
  );
}
