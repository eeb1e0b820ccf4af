import { useState } from 'preact/hooks';
import { t } from '../../i18n/index.ts';
import { COLUMNS, USUAL_COLUMNS } from './columns.ts';
import type { Column } from './columns.ts';

const STORED = 'uncanny.board.columns';

/** The columns a reader wants, kept in this browser. */
export function useChosenColumns(): readonly [readonly Column[], (columns: readonly Column[]) => void] {
  const [chosen, set] = useState<readonly Column[]>(remembered);
  const choose = (columns: readonly Column[]): void => {
    set(columns);
    try {
      localStorage.setItem(STORED, columns.join(' '));
    } catch {
      // Not remembered, still chosen.
    }
  };
  return [chosen, choose];
}

function remembered(): readonly Column[] {
  try {
    const words = localStorage.getItem(STORED)?.split(' ') ?? [];
    const known = COLUMNS.filter((column) => words.includes(column));
    return known.length > 0 ? known : USUAL_COLUMNS;
  } catch {
    return USUAL_COLUMNS;
  }
}

interface ColumnChoiceProps {
  /** Those of which some row has a number. */
  readonly offered: readonly Column[];
  readonly chosen: readonly Column[];
  readonly onChange: (columns: readonly Column[]) => void;
}

/** Ticks the columns of the league. One stays at least. */
export function ColumnChoice({ offered, chosen, onChange }: ColumnChoiceProps) {
  const toggle = (column: Column): void => {
    const next = COLUMNS.filter((each) => (each === column ? !chosen.includes(each) : chosen.includes(each)));
    if (next.some((each) => offered.includes(each))) onChange(next);
  };
  return (
    <details class="columnchoice">
      <summary>{t('board.columns')}</summary>
      <div class="columnchoice__list">
        {offered.map((column) => (
          <label key={column} title={t(`board.${column}Line`)}>
            <input type="checkbox" checked={chosen.includes(column)} onChange={() => toggle(column)} />
            {t(`board.${column}`)}
          </label>
        ))}
      </div>
    </details>
  );
}
