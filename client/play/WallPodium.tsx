import type { PodiumView } from '../../shared/protocol/view.ts';
import { t } from '../i18n/index.ts';
import { formatCount } from '../i18n/numbers.ts';
import type { Generators } from './generators.ts';
import { League, Tally } from './League.tsx';
import { Standings } from './Standings.tsx';
import { total } from './words.ts';

interface WallPodiumProps {
  readonly view: PodiumView;
  readonly generators: Generators;
  readonly fresh: boolean;
}

const PLACES = ['second', 'first', 'third'] as const;
const INDEX = { first: 0, second: 1, third: 2 } as const;

/** Sold: the first three under their lamps, the rest in order, and the forgers' league. */
export function WallPodium({ view, generators, fresh }: WallPodiumProps) {
  const { right, n } = view.accuracy;
  const rest = view.standings.slice(3, 8);
  return (
    <div class={`wall-podium${fresh ? ' wall-podium--fresh' : ''}`}>
      <header class="wall-podium__head">
        <h1>{t('play.wall.podium')}</h1>
        {n > 0 && (
          <p class="figures">
            {t('play.wall.classRight', { percent: formatCount(Math.round((100 * right) / n)), n: formatCount(n) })}
          </p>
        )}
      </header>
      <div class="wall-podium__three">
        {PLACES.map((place) => {
          const standing = view.standings[INDEX[place]];
          return (
            <div key={place} class={`wall-podium__place wall-podium__place--${place}`}>
              {standing && (
                <>
                  <div class="wall-podium__portrait" data-slot={place} />
                  <p class="wall-podium__plate">
                    <span class="wall-podium__rank figures">{standing.rank}</span>
                    <span class="wall-podium__name" dir="auto">
                      {standing.nickname}
                    </span>
                    <span class="figures">{t('play.points', { points: total(standing.points) })}</span>
                  </p>
                </>
              )}
            </div>
          );
        })}
      </div>
      <aside class="wall-podium__tables">
        <div class="wall-podium__gavel" data-slot="gavel" />
        {rest.length > 0 && (
          <Standings standings={rest.map((each) => ({ ...each, change: 0 }))} title={t('play.wall.standings')} />
        )}
        <League rows={view.league} generators={generators} />
        <Tally mode={view.settings.mode} rows={view.tally} generators={generators} />
        <p class="quiet">
          <a href={`board?dataset=${encodeURIComponent(view.settings.dataset)}`}>{t('play.wall.board')}</a>
        </p>
      </aside>
    </div>
  );
}
