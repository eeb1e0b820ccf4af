import { useState } from 'preact/hooks';
import { formatPercent } from '../../i18n/numbers.ts';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { unpacked } from '../parts/bytes.ts';
import { Fact } from '../parts/controls.tsx';
import { LabFailure, ModelChoice, useModel } from '../parts/model.tsx';
import { Pictures } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import type { Decoded } from './answers.ts';
import { words } from './words.ts';

/** One decoder, codes from anywhere and codes from where codes are. */
export function Draws() {
  const chosen = useModel('autoencoder');
  const { model } = chosen;
  const [seed, setSeed] = useState(1);
  const anywhere = useAnswer<Decoded>(model && { model }, 'draw', { seed, anywhere: true });
  const fitted = useAnswer<Decoded>(model && { model }, 'draw', { seed, anywhere: false });
  if (!model) return null;
  if (!anywhere.value || !fitted.value) {
    const failure = anywhere.failure ?? fitted.failure;
    return failure ? <LabFailure failure={failure} /> : <Loading />;
  }
  return (
    <Bench
      part={1}
      line={say(words.drawLine)}
      stage={
        <>
          <h3>{say(words.anywhere)}</h3>
          <Drawn answer={anywhere.value} label={say(words.anywhere)} />
          <h3>{say(words.fitted)}</h3>
          <Drawn answer={fitted.value} label={say(words.fitted)} />
        </>
      }
      controls={
        <>
          <ModelChoice {...chosen} />
          <button type="button" class="button" disabled={fitted.busy} onClick={() => setSeed(seed + 1)}>
            {say(words.again)}
          </button>
          <div class="facts">
            <Fact name={say(words.sureAnywhere)}>{formatPercent(mean(anywhere.value.sure))}</Fact>
            <Fact name={say(words.sureFitted)}>{formatPercent(mean(fitted.value.sure))}</Fact>
          </div>
          <LabFailure failure={anywhere.failure ?? fitted.failure} />
        </>
      }
    />
  );
}

function Drawn({ answer, label }: { readonly answer: Decoded; readonly label: string }) {
  const captions = answer.read.map((read, i) => `${read}\n${formatPercent(answer.sure[i]!)}`);
  return <Pictures pictures={unpacked(answer.pictures)} across={5} rem={32} label={label} captions={captions} />;
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
