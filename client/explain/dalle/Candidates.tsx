import { useEffect, useMemo, useState } from 'preact/hooks';
import { formatFixed } from '../../i18n/numbers.ts';
import { Bench } from '../parts/Bench.tsx';
import { unpacked } from '../parts/bytes.ts';
import { Fact } from '../parts/controls.tsx';
import { Picture, Pictures } from '../parts/Picture.tsx';
import { carriesAll } from '../prompts/answers.ts';
import { words as promptWords } from '../prompts/words.ts';
import { say } from '../words.ts';
import type { Written } from './answer.ts';
import { words } from './words.ts';

/** Everything that was written for the words, in the scorer's order; one to look at closely. */
export function Candidates({ written }: { readonly written: Written }) {
  const { scores, shown, pictures } = written;
  const all = useMemo(() => unpacked(pictures), [pictures]);
  const [picked, setPicked] = useState(0);
  useEffect(() => setPicked(0), [written]);
  const at = Math.min(picked, all.length - 1);
  const one = shown[at]!;
  return (
    <Bench
      part={1}
      line={say(words.candidatesLine)}
      stage={
        <Pictures
          pictures={all}
          across={4}
          rem={40}
          label={say(words.candidate)}
          captions={scores.map(
            (score, k) =>
              `${say(words.rank, { k: k + 1 })} ${carriesAll(shown[k]!) ? '✓' : '✗'} ${formatFixed(score, 2)}`,
          )}
          picked={at}
          onPick={setPicked}
        />
      }
      controls={
        <>
          <div class="candidate">
            <Picture picture={all[at]!} rem={11} label={say(one.caption)} />
            <div class="candidate__facts">
              <Fact name={say(words.rank, { k: at + 1 })} note={say(words.likenessNote)}>
                {formatFixed(scores[at]!, 3)}
              </Fact>
              <p>{say(promptWords.measured, { caption: say(one.caption) })}</p>
            </div>
          </div>
          <h3>{say(words.verdicts)}</h3>
          <ul class="verdicts">
            {(['kind', 'thickness', 'slant', 'size'] as const).map((slot) => {
              const right = one.right[slot];
              const verdict = right === null ? words.notAsked : right ? promptWords.yes : promptWords.no;
              return (
                <li key={slot} class={`verdicts__one verdicts__one--${right === null ? 'none' : right ? 'yes' : 'no'}`}>
                  <span>{say(words[slot])}</span>
                  <span>
                    {right !== null && (right ? '✓ ' : '✗ ')}
                    {say(verdict)}
                  </span>
                </li>
              );
            })}
          </ul>
          <Fact name={say(promptWords.kept)}>
            {say(promptWords.keptOf, { right: shown.filter(carriesAll).length, all: shown.length })}
          </Fact>
        </>
      }
    />
  );
}
