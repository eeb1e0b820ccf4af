import type { LeagueRow, WallTally } from '../../shared/protocol/view.ts';
import type { GameMode } from '../../shared/domain/room.ts';
import { t } from '../i18n/index.ts';
import { formatCount } from '../i18n/numbers.ts';
import { generatorTitle, originWords } from './generators.ts';
import type { Generators } from './generators.ts';

interface LeagueProps {
  readonly rows: readonly LeagueRow[];
  readonly generators: Generators;
  readonly most?: number;
}

const percent = (value: number): string => formatCount(Math.round(value * 100));

/** The forgers: share of their pictures taken for genuine. */
export function League({ rows, generators, most = 6 }: LeagueProps) {
  const judged = rows.filter((row) => row.n > 0).sort((a, b) => b.fooled / b.n - a.fooled / a.n || b.n - a.n);
  const shown = judged.slice(0, most);
  // The step is only said where one generator appears more than once.
  const several = new Set(shown.map((row) => row.generator)).size < shown.length;
  return (
    <Shares
      title={t('play.wall.league')}
      unit={t('play.wall.leagueUnit')}
      rows={shown.map((row) => ({
        ...row,
        key: row.modelId,
        name:
          generatorTitle(row.generator, generators) +
          (several ? `, ${t('play.wall.step', { step: formatCount(row.step) })}` : ''),
        k: row.fooled,
      }))}
    />
  );
}

interface TallyProps {
  readonly mode: GameMode;
  readonly rows: readonly WallTally[];
  readonly generators: Generators;
  readonly most?: number;
}

/** Whose walls the room saw twins on, or found the more varied; the originals are always among them, to compare with. */
export function Tally({ mode, rows, generators, most = 6 }: TallyProps) {
  if (mode === 'verdict') return null;
  const rest = rows.filter((row, i) => i < most || row.source.kind === 'real');
  const shown = rest.length > most ? rest.filter((_, i) => i !== most - 1) : rest;
  return (
    <Shares
      title={t(`play.${mode}.tally`)}
      unit={t(`play.${mode}.tallyUnit`)}
      rows={shown.map(({ source, said, ...row }) => ({
        ...row,
        key: source.kind === 'real' ? 'real' : source.modelId,
        name:
          source.kind === 'real'
            ? t('play.wall.originals', { title: originWords(source, generators).title })
            : generatorTitle(source.generator, generators),
        k: said,
      }))}
    />
  );
}

interface SharesProps {
  readonly title: string;
  readonly unit: string;
  readonly rows: readonly {
    readonly key: string;
    readonly name: string;
    readonly k: number;
    readonly n: number;
    readonly low: number;
    readonly high: number;
  }[];
}

/** Shares k / n with their 95 % intervals, which shrink as judgments come in; the line in the middle is 50 %. */
function Shares({ title, unit, rows }: SharesProps) {
  if (rows.length === 0) return null;
  const steady = rows.map((row, place) => ({ row, place })).sort((a, b) => (a.row.key < b.row.key ? -1 : 1));
  return (
    <div class="league">
      <h3>
        {title} <span class="league__unit">{unit}</span>
      </h3>
      <ol style={{ height: `calc(${rows.length} * var(--row))` }}>
        {steady.map(({ row: { key, name, k, n, low, high }, place }) => (
          <li
            key={key}
            style={{ transform: `translateY(calc(${place} * var(--row)))` }}
            aria-label={t('play.wall.leagueRow', {
              name,
              n,
              percent: percent(k / n),
              low: percent(low),
              high: percent(high),
            })}
            aria-setsize={rows.length}
            aria-posinset={place + 1}
          >
            <span class="league__name">{name}</span>
            <span class="league__scale" aria-hidden="true">
              <span class="league__interval" style={{ left: `${low * 100}%`, width: `${(high - low) * 100}%` }} />
              <span class="league__value" style={{ left: `${(k / n) * 100}%` }} />
            </span>
            <span class="league__percent figures">{percent(k / n)}&nbsp;%</span>
            <span class="league__n figures">n&nbsp;=&nbsp;{n}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
