import type { RevealView, WallOutcome } from '../../../shared/protocol/view.ts';
import { t } from '../../i18n/index.ts';
import { CountUp } from '../CountUp.tsx';
import type { Generators } from '../generators.ts';
import { Histogram } from '../Histogram.tsx';
import { RevealTotal } from '../RevealTotal.tsx';
import { signed, varietyScale } from '../words.ts';
import { foundLines, outcomeWords, resultSentence, sourceLines } from './outcome.ts';
import { WallPlates } from './WallPlates.tsx';

interface WallsRevealProps {
  readonly view: RevealView;
  readonly outcome: WallOutcome;
  readonly generators: Generators;
  readonly fresh: boolean;
}

/** The truth of walls on a phone: what hung there, what it brought, what the others said. */
export function WallsReveal({ view, outcome, generators, fresh }: WallsRevealProps) {
  const { mine } = view;
  const { title, line } = outcomeWords(outcome);
  const colour =
    mine === null || mine.right === null ? '' : mine.right ? ' reveal__points--right' : ' reveal__points--wrong';
  return (
    <div class={`reveal${fresh ? ' reveal--fresh' : ''}`}>
      <div class="walls-truth">
        <h1>{title}</h1>
        {outcome.mode === 'variety' ? (
          <WallPlates outcome={outcome} generators={generators} />
        ) : (
          <p>
            {sourceLines(outcome, generators)} <span class="quiet">{line}</span>
          </p>
        )}
      </div>
      <div class={`reveal__points${colour}`} role="status">
        <span class="reveal__sentence">{resultSentence(view)}</span>
        {mine && mine.right !== null && (
          <strong aria-hidden="true">
            <CountUp to={mine.points} delay={fresh ? 600 : 0} format={signed} />
          </strong>
        )}
      </div>
      {!view.solo && view.split && outcome.mode === 'variety' && (
        <div class="reveal__class">
          <span class="quiet small">{t('play.reveal.class')}</span>
          <Histogram
            split={view.split}
            truth={outcome.more === 'left' ? 'real' : 'fake'}
            mine={mine && 'pRight' in mine ? mine.pRight : null}
            small
            scale={varietyScale()}
          />
        </div>
      )}
      {!view.solo && view.found && (
        <ul class="walls-found quiet small">
          {foundLines(view.found).map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
      <RevealTotal view={view} />
    </div>
  );
}
