import type { RevealView } from '../../shared/protocol/view.ts';
import { inWords, t } from '../i18n/index.ts';
import { surePercent } from '../store/screen.ts';
import { originWords } from './generators.ts';
import type { Generators } from './generators.ts';
import { Histogram } from './Histogram.tsx';
import { League } from './League.tsx';
import { Standings } from './Standings.tsx';
import { useTicking } from './useRoom.ts';
import { foundLines, foundTotal, markedBy, outcomeWords, sourceLines } from './walls/outcome.ts';
import { PairBeside } from './walls/PairBeside.tsx';
import { WallOverlay } from './walls/WallOverlay.tsx';
import { WallPlates } from './walls/WallPlates.tsx';
import { varietyScale, verdictScale } from './words.ts';

interface WallRevealProps {
  readonly view: RevealView;
  readonly generators: Generators;
  readonly fresh: boolean;
  readonly serverNow: () => number;
}

/** The truth before the class: the turned frame, how the room split, who was bold, what gives it away, and where all stand. */
export function WallReveal({ view, generators, fresh, serverNow }: WallRevealProps) {
  const { truth, origin, split, sealed } = view;
  if (sealed) {
    return (
      <div class="wall-lot">
        <header class="wall-lot__head">
          <h1 class="figures">{t('play.wall.sealedDecided', { lot: view.lot, lots: view.lots })}</h1>
          <NextLot view={view} serverNow={serverNow} />
        </header>
        <div class="wall-lot__picture" data-slot="main" />
        <p class="wall-lot__note wall-lot__note--low">{t('play.wall.sealed')}</p>
      </div>
    );
  }
  const { outcome, found } = view;
  const said = split?.reduce((sum, count) => sum + count, 0) ?? (found ? foundTotal(found) : 0);
  // Below two walls, height is short: there it stands above the standings.
  const boldest = said > 0 && (
    <p class="wall-reveal__boldest" dir="auto">
      {view.boldest === null
        ? t(outcome?.mode === 'twins' && !outcome.scored ? 'play.twins.noStake' : 'play.wall.nobodyRight')
        : t('play.wall.boldest', { name: view.boldest.nickname, sure: surePercent(view.boldest.sure) })}
    </p>
  );
  const kinds = [
    'wall-reveal',
    ...(fresh ? ['wall-reveal--fresh'] : []),
    ...(view.trial === null ? ['wall-reveal--own'] : []),
    ...(outcome ? [`wall-reveal--${outcome.mode}`] : []),
  ];
  return (
    <div class={kinds.join(' ')}>
      <header class="wall-reveal__head">
        <h1 class="figures">{t('play.lot', { lot: view.lot, lots: view.lots })}</h1>
        <NextLot view={view} serverNow={serverNow} />
      </header>
      <div class="wall-reveal__picture" data-slot="main">
        {view.trial?.wall && outcome && (
          <WallOverlay layout={view.trial.wall} marked={markedBy(outcome)} named={found?.named} dims />
        )}
      </div>
      {outcome?.mode === 'variety' && <WallPlates outcome={outcome} generators={generators} />}
      <section class="wall-reveal__truth">
        {outcome !== null ? (
          <div class="wall-reveal__words walls-truth">
            <h2>{outcomeWords(outcome).title}</h2>
            {outcome.mode === 'twins' && (
              <>
                <p class="wall-reveal__origin">{sourceLines(outcome, generators)}</p>
                {view.trial && <PairBeside trial={view.trial} outcome={outcome} />}
              </>
            )}
            <p class="wall-reveal__giveaway">{outcomeWords(outcome).line}</p>
          </div>
        ) : truth !== null && origin !== null ? (
          <TruthWords view={view} truth={truth} origin={origin} generators={generators} />
        ) : (
          <h2>{t('play.wall.mosaic')}</h2>
        )}
        <div class="wall-reveal__split">
          <h3>{t('play.wall.split')}</h3>
          {found && said > 0 ? (
            <ul class="walls-found">
              {foundLines(found).map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          ) : split === null || said === 0 ? (
            <p class="quiet">{t('play.wall.nobody')}</p>
          ) : (
            <Histogram
              split={split}
              truth={outcome?.mode === 'variety' ? (outcome.more === 'left' ? 'real' : 'fake') : truth}
              scale={view.settings.mode === 'variety' ? varietyScale() : verdictScale()}
            />
          )}
        </div>
        {outcome?.mode !== 'variety' && boldest}
      </section>
      <section class="wall-reveal__tables">
        {outcome?.mode === 'variety' && boldest}
        <Standings standings={view.standings.slice(0, 8)} title={t('play.wall.standings')} delay={fresh ? 2400 : 0} />
        <League rows={view.league} generators={generators} />
      </section>
    </div>
  );
}

interface TruthWordsProps {
  readonly view: RevealView;
  readonly truth: NonNullable<RevealView['truth']>;
  readonly origin: NonNullable<RevealView['origin']>;
  readonly generators: Generators;
}

function TruthWords({ truth, origin, generators }: TruthWordsProps) {
  const words = originWords(origin, generators);
  const giveaway = origin.kind === 'fake' ? generators.get(origin.generator)?.giveaway : undefined;
  return (
    <div class={`wall-reveal__words wall-reveal__words--${truth}`}>
      <h2>
        <span class={`sign sign--${truth}`} aria-hidden="true" />{' '}
        {t(truth === 'real' ? 'play.wall.truthReal' : 'play.wall.truthFake')}
      </h2>
      <p class="wall-reveal__origin">{t('play.reveal.origin', words)}</p>
      {origin.kind === 'real' ? (
        <p class="wall-reveal__giveaway">{t('play.wall.realLine')}</p>
      ) : (
        giveaway && (
          <p class="wall-reveal__giveaway">
            <em>{t('play.wall.giveaway')}</em> {inWords(giveaway)}
          </p>
        )
      )}
    </div>
  );
}

/** When the next lot opens by itself. */
function NextLot({ view, serverNow }: { readonly view: RevealView; readonly serverNow: () => number }) {
  const left = view.nextAt === null ? null : Math.max(0, view.nextAt - serverNow());
  useTicking(left !== null && !view.paused, 500);
  if (left === null || view.paused) return null;
  return <p class="wall-lot__join figures">{t('play.wall.nextSoon', { seconds: Math.ceil(left / 1000) })}</p>;
}
