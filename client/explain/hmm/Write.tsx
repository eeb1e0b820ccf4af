import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { formatPercent, formatPowerOfTen } from '../../i18n/numbers.ts';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { DigitChoice } from '../parts/DigitChoice.tsx';
import { Fact, Stepper } from '../parts/controls.tsx';
import { LabFailure, ModelChoice, useModel } from '../parts/model.tsx';
import { Picture } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import './hmm.css';
import { Strip } from './Strip.tsx';
import { chainOf, lineOf, oneFurther, pictureOf, proposals, walkTo } from './walk.ts';
import type { ChainAnswer } from './walk.ts';
import { words } from './words.ts';

/** Lines written at first: the top is black in every picture and leaves nothing to choose. Share of all. */
const BEGUN = 0.4;
/** Proposals shown; the others are summed. */
const SHOWN = 6;

/** A picture written row by row, by hand or by chance. */
export function Write() {
  const chosen = useModel('hmm');
  const { model } = chosen;
  const [label, setLabel] = useState(3);
  const [path, setPath] = useState<readonly number[]>([]);
  const [walk, setWalk] = useState(1);
  const found = useAnswer<ChainAnswer>(model && { model }, 'chain', { label });
  const chain = useMemo(() => found.value && chainOf(found.value), [found.value]);
  const latest = useRef(path);
  latest.current = path;
  useEffect(() => setPath(chain ? walkTo(chain, BEGUN, 1) : []), [chain]);
  if (chosen.missing) return chosen.missing;
  if (!chain) return found.failure ? <LabFailure failure={found.failure} /> : <Loading />;
  const done = path.length >= chain.length;
  const choices = done ? [] : proposals(chain, path);
  const rest = choices.slice(SHOWN);
  const step = (): boolean => {
    const now = latest.current;
    if (now.length >= chain.length) return false;
    setPath(oneFurther(chain, now, walk));
    return now.length + 1 < chain.length;
  };
  return (
    <Bench
      part={0}
      line={say(words.writeLine)}
      stage={
        <span class="mount">
          <span class={`hmm__paper hmm__paper--${chain.scan}`}>
            <Picture picture={pictureOf(chain, path)} rem={26} label={say(words.written)} />
            {!done && (
              <span class="hmm__pen" style={{ '--at': path.length / chain.length, '--line': 1 / chain.length }} />
            )}
          </span>
        </span>
      }
      controls={
        <>
          <ModelChoice {...chosen} />
          <DigitChoice value={label} onChange={setLabel} />
          <Stepper
            everyMs={180}
            stepWords={say(words.stepRow)}
            onStep={step}
            done={done}
            onReset={() => (setPath([]), setWalk(walk + 1))}
          />
          <h3>{say(words.next)}</h3>
          <div class="hmm__choices">
            {done && <p class="quiet">{say(words.done)}</p>}
            {choices.slice(0, SHOWN).map(({ state, probability }) => (
              <button
                type="button"
                class="hmm__choice"
                key={state}
                aria-label={say(words.choose, { state, share: formatPercent(probability) })}
                onClick={() => setPath([...path, state])}
              >
                <Strip line={lineOf(chain, state)} />
                <span class="figures">{formatPercent(probability)}</span>
              </button>
            ))}
            {rest.length > 0 && (
              <p class="small quiet">
                {say(words.others, {
                  n: rest.length,
                  share: formatPercent(rest.reduce((sum, { probability }) => sum + probability, 0)),
                })}
              </p>
            )}
          </div>
          <div class="facts">
            <Fact name={say(words.row)}>{say(words.rowOf, { t: path.length, n: chain.length })}</Fact>
            <Fact name={say(words.chance)}>{chanceOf()}</Fact>
          </div>
          <LabFailure failure={found.failure} />
        </>
      }
    />
  );

  function chanceOf(): string {
    let log = 0;
    path.forEach((state, t) => {
      log += Math.log10(proposals(chain!, path.slice(0, t)).find((one) => one.state === state)?.probability ?? 1);
    });
    return log > -2 ? formatPercent(10 ** log) : say(words.oneIn, { n: formatPowerOfTen(Math.round(-log)) });
  }
}
