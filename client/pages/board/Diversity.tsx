import { useState } from 'preact/hooks';
import type { Board, BoardRow } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { formatCount, formatPercent } from '../../i18n/numbers.ts';
import { Copies } from './Copies.tsx';
import { LeagueTable } from './LeagueTable.tsx';
import { Section } from './Section.tsx';
import { DIVERSITY_COLUMNS, filledColumns, sorted } from './columns.ts';
import type { Column, Sorting } from './columns.ts';
import { leagueCsv, leagueLatex } from './tables.ts';
import { formatInterval, formatScore } from './words.ts';

interface DiversityProps {
  readonly board: Board;
  /** As they are drawn now. */
  readonly rows: readonly BoardRow[];
  /** Start of the name of saved files. */
  readonly name: string;
  readonly onNumber: (modelId: string, column: Column) => void;
  /** Opens the comparisons of genuine walls. */
  readonly onReals: () => void;
  readonly onOpen: (modelId: string) => void;
}

/** Models of which people have said how varied they are, people beside machines; nothing where nobody has. */
export function Diversity({ board, rows, name, onNumber, onReals, onOpen }: DiversityProps) {
  const [chosen, setSorting] = useState<Sorting | null>(null);
  const judged = (row: BoardRow): boolean => row.nEff !== null || row.varied !== null;
  const shown = rows.filter(judged);
  if (shown.length === 0) return null;
  const offered = filledColumns(board.rows);
  const columns = DIVERSITY_COLUMNS.filter((column) => offered.includes(column));
  const sorting = chosen ?? { by: columns[0]!, bestFirst: true };
  const ordered = (): readonly BoardRow[] =>
    sorted(
      board.rows.filter((row) => judged(row) && shown.some(({ model }) => model.id === row.model.id)),
      sorting,
    );
  return (
    <Section
      title={t('board.diversity')}
      copies={
        <Copies
          name={`${name}-diversity`}
          csv={() => leagueCsv(ordered(), columns)}
          latex={() => leagueLatex(ordered(), columns, t('board.diversityCaption', { dataset: board.dataset }))}
        />
      }
    >
      <p class="quiet board__measure">{t('board.diversityLine')}</p>
      <LeagueTable
        caption={t('board.diversity')}
        rows={shown}
        columns={columns}
        sorting={sorting}
        onSort={setSorting}
        onNumber={onNumber}
        onOpen={onOpen}
      />
      <Controls
        board={board}
        searched={columns.includes('nEff')}
        below={shown.some(({ nEff }) => nEff !== null && nEff.high === null)}
        onReals={onReals}
      />
    </Section>
  );
}

/** What walls of known truth say of the people who judged. */
function Controls({
  board,
  searched,
  below,
  onReals,
}: {
  readonly board: Board;
  readonly searched: boolean;
  /** Whether of some forger a lower end alone is known. */
  readonly below: boolean;
  readonly onReals: () => void;
}) {
  const { spotting, falseAlarms, variedReals } = board.controls;
  const found = spotting && { hits: formatPercent(spotting.share), planted: formatCount(spotting.n) };
  return (
    <ul class="board__notes small quiet figures">
      {searched && <li>{t('board.noteTwins')}</li>}
      {searched && found === null && <li>{t('board.noteUncorrected')}</li>}
      {found && falseAlarms && (
        <li>
          {t('board.noteControls', {
            ...found,
            alarms: formatPercent(falseAlarms.share),
            reals: formatCount(falseAlarms.n),
          })}
        </li>
      )}
      {found && !falseAlarms && <li>{t('board.noteHits', found)}</li>}
      {searched && below && <li>{t('board.noteBelow')}</li>}
      {variedReals && (
        <li>
          {t('board.noteVariedReals', {
            share: formatScore('varied', variedReals.value),
            interval: formatInterval('varied', variedReals),
            n: formatCount(variedReals.n),
          })}{' '}
          <button type="button" class="button button--plain board__small" onClick={onReals}>
            {t('board.rowsBehind')}
          </button>
        </li>
      )}
    </ul>
  );
}
