import { useEffect, useState } from 'preact/hooks';
import type { ModelInfo } from '../../../shared/protocol/http.ts';
import type { JudgingView, Origin, PodiumView, RevealView } from '../../../shared/protocol/view.ts';
import { inWords, t } from '../../i18n/index.ts';
import { formatCount, formatPercent } from '../../i18n/numbers.ts';
import { address } from '../../net/http.ts';
import { datasetTitle, useGenerators } from '../../play/generators.ts';
import { Histogram } from '../../play/Histogram.tsx';
import { foundLines, markedBy, outcomeWords, sourceLines } from '../../play/walls/outcome.ts';
import { total, varietyScale } from '../../play/words.ts';
import { WallTiles } from '../../play/walls/WallTiles.tsx';
import { crispScale } from '../../ui/crisp.ts';
import { Stamp } from '../../ui/Stamp.tsx';
import type { OpenView } from './Controls.tsx';
import { Split } from './Split.tsx';

interface ShownNowProps {
  readonly view: OpenView;
  readonly models: readonly ModelInfo[];
  readonly serverNow: () => number;
}

/** What the class sees now, in the small. */
export function ShownNow({ view, models, serverNow }: ShownNowProps) {
  switch (view.phase) {
    case 'lobby':
      return (
        <div class="shown">
          <h1>{t('host.lobby')}</h1>
          <p class="quiet">{t('host.lobbyLine')}</p>
        </div>
      );
    case 'judging':
      return <Judging view={view} serverNow={serverNow} />;
    case 'reveal':
      return <Reveal view={view} models={models} />;
    case 'podium':
      return <Podium view={view} />;
  }
}

function Judging({ view, serverNow }: { readonly view: JudgingView; readonly serverNow: () => number }) {
  return (
    <div class={`shown shown--${view.trial?.wall?.walls === 2 ? 'stacked' : 'two'}`}>
      <Hung trial={view.trial} />
      <div class="shown__words">
        <h1>{t('host.lot', { lot: view.lot, lots: view.lots })}</h1>
        <p class="shown__time figures">
          {view.paused ? (
            t('host.paused')
          ) : view.endsAt === null ? (
            t('host.noLimit')
          ) : (
            <TimeLeft endsAt={view.endsAt} now={serverNow} />
          )}
        </p>
        <p class="figures">{t('host.decidedOf', { decided: view.decided, of: view.of })}</p>
        <progress
          class="shown__progress"
          max={Math.max(1, view.of)}
          value={view.decided}
          aria-label={t('host.decided')}
        />
        {view.trial === null && <p class="small quiet">{t('host.ownPictures')}</p>}
      </div>
    </div>
  );
}

/** Whole seconds left on the server's clock. */
function TimeLeft({ endsAt, now }: { readonly endsAt: number; readonly now: () => number }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 250);
    return () => clearInterval(timer);
  }, []);
  return <>{t('common.seconds', { seconds: Math.max(0, Math.ceil((endsAt - now()) / 1000)) })}</>;
}

/** Longer side of what hangs on the console, CSS pixels: of a picture, a wall, two walls. */
const HUNG = 168;
const WALLS_HUNG = { 1: 250, 2: 400 } as const;

function Hung({ trial, marked = [] }: { readonly trial: JudgingView['trial']; readonly marked?: readonly number[] }) {
  if (trial === null) return null;
  const { url, width, height } = trial.stimulus;
  if (trial.wall !== null)
    return (
      <span class="mount">
        <WallTiles url={url} layout={trial.wall} room={WALLS_HUNG[trial.wall.walls]} marked={marked} />
      </span>
    );
  const scale = crispScale(Math.max(width, height), HUNG, devicePixelRatio);
  return (
    <span class="mount">
      <img src={address(url)} width={width * scale} height={height * scale} alt={t('host.pictureNow')} />
    </span>
  );
}

function Reveal({ view, models }: { readonly view: RevealView; readonly models: readonly ModelInfo[] }) {
  const generators = useGenerators();
  return (
    <div class={`shown shown--${view.trial?.wall?.walls === 2 ? 'stacked' : 'two'}`}>
      <Hung trial={view.trial} marked={markedBy(view.outcome)} />
      <div class="shown__words">
        <h1>{t('host.lot', { lot: view.lot, lots: view.lots })}</h1>
        {view.sealed && <p class="quiet">{t('host.sealed')}</p>}
        {view.truth !== null && (
          <p class="row">
            <Stamp truth={view.truth} />
            {view.origin && <span>{originWords(view.origin, models)}</span>}
          </p>
        )}
        {view.outcome !== null && (
          <>
            <p>{outcomeWords(view.outcome).title}</p>
            <p class="quiet">{sourceLines(view.outcome, generators).join(' · ')}</p>
            <ul class="walls-found">
              {view.found && foundLines(view.found).map((each) => <li key={each}>{each}</li>)}
            </ul>
          </>
        )}
        {view.split && view.outcome?.mode === 'variety' && (
          <Histogram split={view.split} truth={view.outcome.more === 'left' ? 'real' : 'fake'} scale={varietyScale()} />
        )}
        {view.split && view.settings.mode === 'verdict' && <Split split={view.split} />}
      </div>
    </div>
  );
}

function originWords(origin: Origin, models: readonly ModelInfo[]): string {
  if (origin.kind === 'real') return t('host.originReal', { dataset: datasetTitle(origin.dataset) });
  const model = models.find((m) => m.id === origin.modelId);
  return t('host.originFake', {
    model: model ? inWords(model.title) : origin.generator,
    step: formatCount(origin.step),
  });
}

function Podium({ view }: { readonly view: PodiumView }) {
  const { right, n } = view.accuracy;
  return (
    <div class="shown">
      <h1>{t('host.podium')}</h1>
      {n > 0 && <p>{t('host.accuracy', { share: formatPercent(right / n), n: formatCount(n) })}</p>}
      <ol class="podium">
        {view.standings.slice(0, 5).map((standing) => (
          <li key={standing.playerId}>
            <span class="figures">{standing.rank}</span> <bdi>{standing.nickname}</bdi>
            <span class="figures quiet">{total(standing.points)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
