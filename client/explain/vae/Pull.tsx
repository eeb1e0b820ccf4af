import { useEffect, useMemo, useState } from 'preact/hooks';
import { formatFixed } from '../../i18n/numbers.ts';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import type { LabPictures } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { DigitChoice } from '../parts/DigitChoice.tsx';
import { unpacked } from '../parts/bytes.ts';
import { Bars, Fact, Range } from '../parts/controls.tsx';
import { Curve } from '../parts/Curve.tsx';
import { LabFailure, ModelChoice, useModel } from '../parts/model.tsx';
import { Picture } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import { bestHold, costs } from './trade.ts';
import type { Trade } from './trade.ts';
import { words } from './words.ts';

/** As the server's `trade` answers. */
interface TradeAnswer extends Trade {
  readonly pictures: LabPictures;
  readonly original: LabPictures;
}

/** Reconstruction against KL for one real picture, with the weight between them to slide. */
export function Pull() {
  const chosen = useModel('vae');
  const { model } = chosen;
  const [label, setLabel] = useState(2);
  const [nth, setNth] = useState(0);
  const [exponent, setExponent] = useState(0);
  const [hold, setHold] = useState<number | null>(null);
  const trade = useAnswer<TradeAnswer>(model && { model }, 'trade', { label, nth });
  const found = trade.value;
  const pictures = useMemo(() => found && unpacked(found.pictures), [found]);
  useEffect(() => setHold(null), [exponent, found]);
  if (chosen.missing) return chosen.missing;
  if (!found || !pictures) return trade.failure ? <LabFailure failure={trade.failure} /> : <Loading />;
  const beta = 10 ** exponent;
  const best = bestHold(found, beta);
  const at = hold ?? best;
  const all = costs(found, beta);
  const [reconstruction, kl] = [found.reconstruction[at]!, found.kl[at]!];
  return (
    <Bench
      part={0}
      line={say(words.tradeLine)}
      stage={
        <>
          <div class="vae__pair">
            <figure>
              <Picture picture={unpacked(found.original)[0]!} rem={15} label={say(words.original)} />
              <figcaption>{say(words.original)}</figcaption>
            </figure>
            <figure>
              <Picture picture={pictures[at]!} rem={15} label={say(words.redrawn)} />
              <figcaption>{say(words.redrawn)}</figcaption>
            </figure>
          </div>
          <div class="vae__wide">
            <Bars
              label={say(words.bars)}
              most={Math.max(...found.reconstruction, ...found.kl)}
              bars={[
                {
                  label: say(words.reconstruction),
                  value: reconstruction,
                  shown: formatFixed(reconstruction, 1),
                  kind: 'forgery',
                },
                { label: say(words.kl), value: kl, shown: formatFixed(kl, 1), kind: 'brass' },
              ]}
            />
          </div>
        </>
      }
      controls={
        <>
          <ModelChoice {...chosen} />
          <DigitChoice value={label} onChange={(digit) => (setLabel(digit), setNth(0))} />
          <button type="button" class="button button--quiet" onClick={() => setNth(nth + 1)}>
            {say(words.another)}
          </button>
          <Range
            label={say(words.beta)}
            value={exponent}
            min={-1.5}
            max={1.5}
            step={0.1}
            shown={formatFixed(beta, 2)}
            ends={[say(words.cheap), say(words.dear)]}
            onChange={setExponent}
          />
          <Range
            label={say(words.hold)}
            value={at}
            min={0}
            max={found.firmness.length - 1}
            shown={formatFixed(found.firmness[at]!, 1)}
            ends={[say(words.loose), say(words.tight)]}
            onChange={setHold}
          />
          <div class="row">
            <button type="button" class="button" disabled={at === best} onClick={() => setHold(null)}>
              {say(words.best)}
            </button>
          </div>
          <div class="facts">
            <Fact name={say(words.sum)} note={say(words.nats)}>
              {formatFixed(all[at]!, 1)}
            </Fact>
            <Fact name={say(words.elbo)} note={say(words.nats)}>
              {formatFixed(reconstruction + kl, 1)}
            </Fact>
          </div>
          <Curve
            label={say(words.curve)}
            xName={say(words.holdAxis)}
            height={180}
            at={found.firmness[at]!}
            lines={[
              {
                name: say(words.sum),
                colour: '#e6be64',
                points: found.firmness.map((firm, i) => [firm, all[i]!] as const),
              },
            ]}
          />
          <LabFailure failure={trade.failure} />
        </>
      }
    />
  );
}
