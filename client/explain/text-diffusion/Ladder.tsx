import { formatFixed } from '../../i18n/numbers.ts';
import { useAnswer } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { unpacked } from '../parts/bytes.ts';
import type { ChosenModel } from '../parts/model.tsx';
import { Pictures } from '../parts/Picture.tsx';
import { carriesAll } from '../prompts/answers.ts';
import { words as promptWords } from '../prompts/words.ts';
import { Bars } from '../parts/controls.tsx';
import { say } from '../words.ts';
import type { Drawn } from './answer.ts';
import './text-diffusion.css';
import { words } from './words.ts';

/** From the plain model to far too much. */
const RUNGS = [0, 1.5, 4, 8] as const;
/** Few, so that four rows are drawn while one looks. */
const STEPS = 8;

/** The same six noises under growing guidance. */
export function Ladder({ chosen: { model }, prompt }: { readonly chosen: ChosenModel; readonly prompt: string }) {
  const subject = model && { model };
  const ask = (guidance: number) => ({ prompt, guidance, steps: STEPS, seed: 7 });
  const rows = [
    useAnswer<Drawn>(subject, 'draw', ask(RUNGS[0])),
    useAnswer<Drawn>(subject, 'draw', ask(RUNGS[1])),
    useAnswer<Drawn>(subject, 'draw', ask(RUNGS[2])),
    useAnswer<Drawn>(subject, 'draw', ask(RUNGS[3])),
  ].map((answer, k) => ({ guidance: RUNGS[k]!, drawn: answer.value }));
  const named = (guidance: number): string => say(words.rowOf, { g: formatFixed(guidance, 1) });
  return (
    <Bench
      part={1}
      line={say(words.ladderLine)}
      stage={rows.map(
        ({ guidance, drawn }) =>
          drawn && (
            <div class="guided-row" key={guidance}>
              <span class="small quiet" aria-hidden="true">
                {named(guidance)}
              </span>
              <Pictures pictures={unpacked(drawn.pictures)} across={6} rem={42} label={named(guidance)} />
            </div>
          ),
      )}
      controls={
        <Bars
          label={say(promptWords.kept)}
          most={6}
          bars={rows.map(({ guidance, drawn }) => {
            const right = drawn ? drawn.shown.filter(carriesAll).length : 0;
            return {
              label: named(guidance),
              value: right,
              shown: drawn ? say(promptWords.keptOf, { right, all: drawn.shown.length }) : '',
            };
          })}
        />
      }
    />
  );
}
