import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ModelInfo } from '../../../shared/protocol/http.ts';
import { formatFixed } from '../../i18n/numbers.ts';
import { Choices } from '../../ui/Field.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { unpacked } from '../parts/bytes.ts';
import { Fact, Range, Stepper } from '../parts/controls.tsx';
import { LabFailure } from '../parts/model.tsx';
import { Picture } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import type { Codebook, Written } from './answers.ts';
import { Tiles } from './Tiles.tsx';
import { words } from './words.ts';

interface WritingProps {
  readonly model: ModelInfo;
  readonly codebook: Codebook;
  readonly label: number;
  /** Tokens of the picture above, up to the chosen place. */
  readonly given: readonly number[];
}

/** The prior writes grids, from nothing or from a beginning. */
export function Writing({ model, codebook, label, given }: WritingProps) {
  const [temperature, setTemperature] = useState(1);
  const [from, setFrom] = useState<'nothing' | 'above'>('nothing');
  const [seed, setSeed] = useState(1);
  const [shown, setShown] = useState(Infinity);
  const patches = useMemo(() => unpacked(codebook.pictures), [codebook]);
  const start = from === 'above' ? given : [];
  const written = useAnswer<Written>({ model }, 'write', { label, seed, temperature, given: start });
  const found = written.value;
  const length = found ? found.rows * found.columns : 0;
  const done = shown >= length;
  // Grids written for another beginning or temperature are shown whole.
  useEffect(() => setShown(Infinity), [found]);
  const restart = (): void => setShown(start.length);
  if (!found) return written.failure ? <LabFailure failure={written.failure} /> : <Loading />;
  const pictures = unpacked(found.pictures);
  return (
    <Bench
      part={1}
      line={say(words.writeLine)}
      stage={
        <div class="dvae__written" aria-label={say(words.result)}>
          {found.tokens.map((tokens, i) => (
            <figure key={i}>
              <Tiles
                patches={patches}
                tokens={tokens.map((token, place) => (place < shown ? token : null))}
                columns={found.columns}
                label={`${say(words.written)} ${i + 1}`}
                nameOf={(place) => say(words.code, { k: tokens[place]! })}
                size="large"
              />
              <span class={done ? 'dvae__result' : 'dvae__result dvae__result--wait'}>
                <Picture picture={pictures[i]!} rem={8} label={`${say(words.decoded)} ${i + 1}`} />
              </span>
            </figure>
          ))}
        </div>
      }
      controls={
        <>
          <Range
            label={say(words.temperature)}
            value={temperature}
            min={0.1}
            max={2}
            step={0.1}
            shown={formatFixed(temperature, 1)}
            ends={[say(words.cold), say(words.hot)]}
            onChange={setTemperature}
          />
          <Choices
            label={say(words.from)}
            value={from}
            onChange={setFrom}
            options={(['nothing', 'above'] as const).map((value) => ({ value, label: say(words[value]) }))}
          />
          <button type="button" class="button" disabled={written.busy} onClick={() => setSeed(seed + 1)}>
            {say(words.again)}
          </button>
          <Stepper
            stepWords={say(words.step)}
            everyMs={90}
            done={false}
            onStep={() => {
              if (done) restart();
              else setShown(shown + 1);
              return shown + 1 < length || done;
            }}
            onReset={restart}
          />
          <Fact name={say(words.progress)}>
            {Math.min(shown, length)} / {length}
          </Fact>
          <LabFailure failure={written.failure} />
        </>
      }
    />
  );
}
