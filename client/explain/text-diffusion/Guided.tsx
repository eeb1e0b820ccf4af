import { useMemo, useState } from 'preact/hooks';
import { formatFixed } from '../../i18n/numbers.ts';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { unpacked } from '../parts/bytes.ts';
import { Fact, Range } from '../parts/controls.tsx';
import type { ChosenModel } from '../parts/model.tsx';
import { Picture, Pictures } from '../parts/Picture.tsx';
import { carriesAll } from '../prompts/answers.ts';
import { Asking } from '../prompts/PromptForm.tsx';
import { words as promptWords } from '../prompts/words.ts';
import { say } from '../words.ts';
import type { Drawn } from './answer.ts';
import { words } from './words.ts';

interface GuidedProps {
  readonly chosen: ChosenModel;
  readonly prompt: string;
  readonly onPrompt: (prompt: string) => void;
}

/** One sentence, its pictures, and the way of the first of them out of the noise. */
export function Guided({ chosen, prompt, onPrompt }: GuidedProps) {
  const { model } = chosen;
  const [guidance, setGuidance] = useState(1);
  const [steps, setSteps] = useState(12);
  const [seed, setSeed] = useState(1);
  const [place, setPlace] = useState<number | null>(null);
  const drawn = useAnswer<Drawn>(model && { model }, 'draw', { prompt, guidance, steps, seed });
  const found = drawn.value;
  const way = useMemo(() => found && unpacked(found.way), [found]);
  const last = way ? way.length - 1 : 0;
  const at = Math.min(place ?? last, last);
  return (
    <Bench
      part={0}
      line={say(words.titleLine)}
      first={
        <Asking
          prompt={prompt}
          onPrompt={onPrompt}
          chosen={chosen}
          read={found?.read ?? null}
          failure={drawn.failure}
        />
      }
      stage={
        found && way ? (
          <>
            <span class="mount">
              <Picture picture={way[at]!} rem={22} label={say(words.behind)} />
            </span>
            <Pictures
              pictures={unpacked(found.pictures)}
              across={6}
              rem={42}
              label={say(words.six)}
              captions={found.shown.map((one) => (carriesAll(one) ? '✓' : '✗'))}
            />
            <p class="small quiet">{say(promptWords.measured, { caption: say(found.shown[0]!.caption) })}</p>
          </>
        ) : drawn.failure ? null : (
          <Loading />
        )
      }
      controls={
        <>
          <Range
            label={say(words.guidance)}
            value={guidance}
            min={0}
            max={8}
            step={0.5}
            shown={formatFixed(guidance, 1)}
            ends={[say(words.guidanceLess), say(words.guidanceMore)]}
            onChange={setGuidance}
          />
          <Range label={say(words.steps)} value={steps} min={2} max={20} onChange={setSteps} />
          <Range
            label={say(words.way)}
            value={at}
            min={0}
            max={Math.max(1, last)}
            disabled={!found}
            shown={say(words.wayOf, { k: at, n: last })}
            onChange={setPlace}
          />
          <div class="facts">
            {found && (
              <>
                <Fact name={say(words.noise)} note={say(words.noiseUnit)}>
                  {formatFixed(found.sigmas[at] ?? 0, 2)}
                </Fact>
                <Fact name={say(promptWords.kept)}>
                  {say(promptWords.keptOf, { right: found.shown.filter(carriesAll).length, all: found.shown.length })}
                </Fact>
              </>
            )}
          </div>
          <div class="row">
            <button type="button" class="button button--quiet" disabled={drawn.busy} onClick={() => setSeed(seed + 1)}>
              {say(promptWords.again)}
            </button>
          </div>
        </>
      }
    />
  );
}
