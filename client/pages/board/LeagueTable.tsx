import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BoardRow } from '../../../shared/protocol/http.ts';
import { inWords, t } from '../../i18n/index.ts';
import { formatCount } from '../../i18n/numbers.ts';
import { Samples } from '../../ui/Samples.tsx';
import { modelGrid } from '../modelGrid.ts';
import { HIGHER_IS_BETTER, countOf, estimateOf, isHuman, pressed, sorted } from './columns.ts';
import type { Column, Sorting } from './columns.ts';
import { formatEstimate, formatInterval } from './words.ts';

interface LeagueTableProps {
  /** What the table is, for those who hear it. */
  readonly caption: string;
  readonly rows: readonly BoardRow[];
  readonly columns: readonly Column[];
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
  readonly onNumber: (modelId: string, column: Column) => void;
  readonly onOpen: (modelId: string) => void;
}

/** The league of forgers: people first, machines beside them. */
export function LeagueTable({ caption, rows, columns, sorting, onSort, onNumber, onOpen }: LeagueTableProps) {
  const order = sorted(rows, sorting);
  const body = useGlidingOrder(order.map((row) => row.model.id).join(' '));
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const turn = (id: string): void =>
    setUnfolded((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  // On a phone a row shows its first number and the one it is sorted by until it is unfolded.
  const shown = (column: Column): boolean => column === columns[0] || column === sorting.by;
  const folds = columns.some((column) => !shown(column));
  return (
    <div class="league">
      <table>
        <caption class="hidden-but-read">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('board.model')}</th>
            {columns.map((column) => (
              <ColumnHead key={column} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {order.map((row) => (
            <tr key={row.model.id} data-id={row.model.id} data-unfolded={unfolded.has(row.model.id) || undefined}>
              <th scope="row">
                <button type="button" class="league__model" onClick={() => onOpen(row.model.id)}>
                  <span class="mount">
                    <Samples url={row.model.pool > 0 ? modelGrid(row.model.id) : null} across={2} room={60} label="" />
                  </span>
                  <span>
                    <strong>{inWords(row.model.title)}</strong>
                    <span class="small quiet figures">
                      {t('common.step', { step: formatCount(row.model.step) })}
                      {!row.model.shipped && ` · ${t('board.trainedHere')}`}
                    </span>
                  </span>
                </button>
                {folds && (
                  <button
                    type="button"
                    class="league__unfold"
                    aria-expanded={unfolded.has(row.model.id)}
                    aria-label={t('board.allNumbers')}
                    title={t('board.allNumbers')}
                    onClick={() => turn(row.model.id)}
                  >
                    <span aria-hidden="true">▾</span>
                  </button>
                )}
              </th>
              {columns.map((column) => (
                <ScoreCell key={column} row={row} column={column} folded={!shown(column)} onNumber={onNumber} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ColumnHeadProps {
  readonly column: Column;
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
}

function ColumnHead({ column, sorting, onSort }: ColumnHeadProps) {
  const here = sorting.by === column;
  const up = HIGHER_IS_BETTER[column] !== sorting.bestFirst;
  return (
    <th scope="col" data-column={column} aria-sort={here ? (up ? 'ascending' : 'descending') : 'none'}>
      <button
        type="button"
        class="league__sort"
        title={t(`board.${column}Line`)}
        onClick={() => onSort(pressed(sorting, column))}
      >
        {`${t(`board.${column}`)}\u00a0`}
        <span class="league__arrow" aria-hidden="true">
          {here ? (up ? '▲' : '▼') : '↕'}
        </span>
      </button>
    </th>
  );
}

interface ScoreCellProps {
  readonly row: BoardRow;
  readonly column: Column;
  /** On a phone not there until the row is unfolded. */
  readonly folded: boolean;
  readonly onNumber: (modelId: string, column: Column) => void;
}

function ScoreCell({ row, column, folded, onNumber }: ScoreCellProps) {
  const estimate = estimateOf(row, column);
  const name = t(`board.${column}`);
  const fold = folded ? ' score--folded' : '';
  if (estimate === null) {
    return (
      <td class={`score score--none${column === 'fooled' ? ' score--fooled' : ''}${fold}`} data-name={name}>
        <span class="small quiet">{nothing(row, column)}</span>
      </td>
    );
  }
  return (
    <td class={`score score--${column} figures${fold}`} data-name={name}>
      <button
        type="button"
        class="score__number"
        title={t('board.behind')}
        onClick={() => onNumber(row.model.id, column)}
      >
        <span class="score__value">{formatEstimate(column, estimate)}</span>
        <span class="score__interval">
          {formatInterval(column, estimate)}{' '}
          <span class="score__n">n&nbsp;=&nbsp;{formatCount(countOf(row, column))}</span>
        </span>
      </button>
      {column === 'fooled' && (
        <span class="score__bar" aria-hidden="true">
          <i
            class="score__range"
            style={{ left: `${estimate.low * 100}%`, width: `${(estimate.high - estimate.low) * 100}%` }}
          />
          <i class="score__point" style={{ left: `${estimate.value * 100}%` }} />
        </span>
      )}
    </td>
  );
}

/** Why there is no number. d' needs both kinds of picture judged, so it can be missing where the share is there. */
function nothing(row: BoardRow, column: Column): string {
  if (column === 'fooled') return t('board.nobodyYet');
  if (column === 'nEff' || column === 'varied') return '–';
  if (isHuman(column)) return row.n === 0 ? '–' : t('board.tooFew');
  return '–';
}

/** Rows glide to their new places when the order changes (first, last, invert, play). */
function useGlidingOrder(order: string) {
  const body = useRef<HTMLTableSectionElement>(null);
  const places = useRef(new Map<string, number>());
  useLayoutEffect(() => {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    for (const row of body.current?.querySelectorAll<HTMLTableRowElement>('tr[data-id]') ?? []) {
      const id = row.dataset['id']!;
      const top = row.offsetTop;
      const before = places.current.get(id);
      if (!still && before !== undefined && before !== top) {
        row.animate([{ transform: `translateY(${before - top}px)` }, { transform: 'none' }], {
          duration: 500,
          easing: 'ease-in-out',
        });
      }
      places.current.set(id, top);
    }
  }, [order]);
  return body;
}
