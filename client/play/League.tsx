import type { LeagueRow } from '../../shared/protocol/view.ts';
import { t } from '../i18n/index.ts';
import { formatCount } from '../i18n/numbers.ts';
import { generatorTitle } from './generators.ts';
import type { Generators } from './generators.ts';

interface LeagueProps {
  readonly rows: readonly LeagueRow[];
  readonly generators: Generators;
  readonly most?: number;
}

const share = (row: LeagueRow): number => (row.n === 0 ? 0 : row.fooled / row.n);
const percent = (value: number): string => formatCount(Math.round(value * 100));

/**
 * The forgers: share of their pictures taken for genuine, with the 95 % interval that shrinks as judgments come in. The
 * dashed line at 50 % is where nobody could tell.
 */
export function League({ rows, generators, most = 6 }: LeagueProps) {
  const judged = rows.filter((row) => row.n > 0).sort((a, b) => share(b) - share(a) || b.n - a.n);
  if (judged.length === 0) return null;
  const shown = judged.slice(0, most);
  // The step is only said where one generator appears more than once.
  const several = new Set(shown.map((row) => row.generator)).size < shown.length;
  const steady = shown.map((row, place) => ({ row, place })).sort((a, b) => (a.row.modelId < b.row.modelId ? -1 : 1));
  return (
    <div class="league">
      <h3>
        {t('play.wall.league')} <span class="league__unit">{t('play.wall.leagueUnit')}</span>
      </h3>
      <ol style={{ height: `calc(${shown.length} * var(--row))` }}>
        {steady.map(({ row, place }) => {
          const name =
            generatorTitle(row.generator, generators) +
            (several ? `, ${t('play.wall.step', { step: formatCount(row.step) })}` : '');
          return (
            <li
              key={row.modelId}
              style={{ transform: `translateY(calc(${place} * var(--row)))` }}
              aria-label={t('play.wall.leagueRow', {
                name,
                n: row.n,
                percent: percent(share(row)),
                low: percent(row.low),
                high: percent(row.high),
              })}
              aria-setsize={shown.length}
              aria-posinset={place + 1}
            >
              <span class="league__name">{name}</span>
              <span class="league__scale" aria-hidden="true">
                <span
                  class="league__interval"
                  style={{ left: `${row.low * 100}%`, width: `${(row.high - row.low) * 100}%` }}
                />
                <span class="league__value" style={{ left: `${share(row) * 100}%` }} />
              </span>
              <span class="league__percent figures">{percent(share(row))}&nbsp;%</span>
              <span class="league__n figures">n&nbsp;=&nbsp;{row.n}</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
