import { useState } from 'preact/hooks';
import { formatPercent } from '../../i18n/numbers.ts';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import type { LabPictures } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { unpacked } from '../parts/bytes.ts';
import { Fact, Stepper } from '../parts/controls.tsx';
import { LabFailure, ModelChoice, useModel } from '../parts/model.tsx';
import { Pictures } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import { words } from './words.ts';

interface Judged {
  readonly reals: LabPictures;
  readonly fakes: LabPictures;
  readonly onReals: readonly number[];
  readonly onFakes: readonly number[];
  readonly right: number;
}

const EACH = 5;
const MOST = 60;
const PICTURES = 12;

/** A discriminator that learns to catch the shipped generator. */
export function NewJudge() {
  const chosen = useModel('gan');
  const { model } = chosen;
  const [moves, setMoves] = useState(0);
  const judged = useAnswer<Judged>(model && { model }, 'critic', { moves });
  if (chosen.missing) return null;
  if (!judged.value) return judged.failure ? <LabFailure failure={judged.failure} /> : <Loading />;
  const { reals, fakes, onReals, onFakes, right } = judged.value;
  const side = (title: string, pictures: LabPictures, scores: readonly number[]) => (
    <>
      <h3>{title}</h3>
      <Pictures
        pictures={unpacked(pictures).slice(0, PICTURES)}
        across={6}
        rem={36}
        label={title}
        captions={scores.slice(0, PICTURES).map(formatPercent)}
      />
    </>
  );
  return (
    <Bench
      part={2}
      line={say(words.criticLine)}
      stage={
        <>
          {side(say(words.real), reals, onReals)}
          {side(say(words.fake), fakes, onFakes)}
        </>
      }
      controls={
        <>
          <ModelChoice {...chosen} />
          <Stepper
            stepWords={say(words.teach)}
            everyMs={250}
            done={moves >= MOST}
            onStep={() => {
              if (!judged.busy) setMoves(Math.min(MOST, moves + EACH));
              return moves < MOST;
            }}
            onReset={() => setMoves(0)}
          />
          <div class="facts">
            <Fact name={say(words.moves)}>{moves}</Fact>
            <Fact name={say(words.criticRight)}>{formatPercent(right)}</Fact>
          </div>
          <LabFailure failure={judged.failure} />
        </>
      }
    />
  );
}
