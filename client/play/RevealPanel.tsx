import { useState } from 'preact/hooks';
import type { Ack } from '../../shared/protocol/codes.ts';
import type { RevealView } from '../../shared/protocol/view.ts';
import { inWords, t } from '../i18n/index.ts';
import { Stamp } from '../ui/Stamp.tsx';
import { CountUp } from './CountUp.tsx';
import { originWords } from './generators.ts';
import type { Generators } from './generators.ts';
import { Histogram } from './Histogram.tsx';
import { RevealTotal } from './RevealTotal.tsx';
import { WallsReveal } from './walls/WallsReveal.tsx';
import { outcomeSentence, signed, truthWords } from './words.ts';

interface RevealPanelProps {
  readonly view: RevealView;
  readonly generators: Generators;
  readonly fresh: boolean;
  /** Alone, the player goes on. */
  readonly onNext: () => Promise<Ack<object>>;
}

/** Right or wrong as a sentence, where the picture came from, and what the others said. */
export function RevealPanel({ view, generators, fresh, onNext }: RevealPanelProps) {
  const [going, setGoing] = useState(false);
  const { mine, truth, origin, split } = view;

  async function next(): Promise<void> {
    setGoing(true);
    const reply = await onNext();
    if (!reply.ok) setGoing(false);
  }

  const goOn = view.solo ? (
    <button type="button" class="button button--large panel-next" disabled={going} onClick={() => void next()}>
      {t(view.lot === view.lots ? 'play.reveal.last' : 'play.reveal.next')}
    </button>
  ) : (
    <p class="panel-line quiet">{t(view.nextAt === null ? 'play.reveal.waiting' : 'play.reveal.soon')}</p>
  );

  if (view.outcome !== null) {
    return (
      <>
        <WallsReveal view={view} outcome={view.outcome} generators={generators} fresh={fresh} />
        {goOn}
      </>
    );
  }
  if (view.sealed || truth === null || origin === null) {
    return (
      <>
        <div class="panel-words">
          {view.asked ? (
            <>
              <h1>{t('play.reveal.sealed')}</h1>
              <p>{t('play.reveal.sealedLine')}</p>
            </>
          ) : (
            <>
              <h1>{t('play.looking')}</h1>
              <p>{t('play.reveal.late')}</p>
            </>
          )}
        </div>
        {goOn}
      </>
    );
  }

  const words = originWords(origin, generators);
  const giveaway = origin.kind === 'fake' ? generators.get(origin.generator)?.giveaway : undefined;
  return (
    <>
      <div class={`reveal${fresh ? ' reveal--fresh' : ''}`}>
        <div class="reveal__truth">
          <Stamp truth={truth} large />
          <div>
            <h1>{truthWords(truth)}</h1>
            <p class="quiet">{t('play.reveal.origin', words)}</p>
          </div>
        </div>
        <div
          class={`reveal__points${mine ? (mine.right ? ' reveal__points--right' : ' reveal__points--wrong') : ''}`}
          role="status"
        >
          <span class="reveal__sentence">
            {outcomeSentence(
              mine && 'pFake' in mine && mine.right !== null ? { ...mine, right: mine.right } : null,
              view.asked,
            )}
          </span>
          {mine && (
            <strong aria-hidden="true">
              <CountUp to={mine.points} delay={fresh ? 1100 : 0} format={signed} />
            </strong>
          )}
        </div>
        {giveaway && view.solo && <p class="reveal__giveaway">{inWords(giveaway)}</p>}
        {split && !view.solo && (
          <div class="reveal__class">
            <span class="quiet small">{t('play.reveal.class')}</span>
            <Histogram
              split={split}
              truth={view.settings.dealing === 'same' ? truth : null}
              mine={mine && 'pFake' in mine ? mine.pFake : null}
              small
            />
          </div>
        )}
        <RevealTotal view={view} />
      </div>
      {goOn}
    </>
  );
}
