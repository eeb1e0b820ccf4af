import { useState } from 'preact/hooks';
import type { Board } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { formatCount } from '../../i18n/numbers.ts';
import { usePolled } from '../../net/usePolled.ts';
import { Choices } from '../../ui/Field.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice, sentenceOf } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PlayAlone } from '../PlayAlone.tsx';
import { Agreement } from './Agreement.tsx';
import { BehindDialog } from './BehindDialog.tsx';
import type { Behind } from './BehindDialog.tsx';
import { ColumnChoice, useChosenColumns } from './ColumnChoice.tsx';
import { Copies } from './Copies.tsx';
import { Curves } from './Curves.tsx';
import { Diversity } from './Diversity.tsx';
import { Filters } from './Filters.tsx';
import { LeagueTable } from './LeagueTable.tsx';
import { Misjudged } from './Misjudged.tsx';
import { ModelDialog } from './ModelDialog.tsx';
import { Scatter } from './Scatter.tsx';
import { curveOf, filledColumns, isJudged, oneOfEachRun, sorted } from './columns.ts';
import type { Sorting } from './columns.ts';
import { leagueCsv, leagueLatex } from './tables.ts';
import { useMovingRows } from './useMovingRows.ts';
import { queryOf, show, viewOf } from './view.ts';
import { formatInterval, formatScore } from './words.ts';
import './board.css';
import './sections.css';

/** People and machines on the same forgers. The address says which pictures, which judgments, and which forger is open. */
export function BoardPage({ query }: { readonly query: URLSearchParams }) {
  const view = viewOf(query);
  const asked = queryOf({ dataset: view.dataset, ...view.filter }).toString();
  const { value, failure } = usePolled<Board>(`api/board${asked && `?${asked}`}`, 2000);
  // Another filter is asked for beside what is there, so that the page neither flashes nor loses the reader's place.
  const [board, keep] = useState(value);
  if (value !== null && value !== board) keep(value);
  const rows = useMovingRows(board?.rows ?? null);
  const [sorting, setSorting] = useState<Sorting>({ by: 'fooled', bestFirst: true });
  const [chosen, chooseColumns] = useChosenColumns();
  const [allSnapshots, showAllSnapshots] = useState(false);
  const [behind, setBehind] = useState<Behind | null>(null);

  if (board === null || rows === null) {
    return (
      <Page title={t('board.title')} here="board">
        <Loading words={failure === null ? t('board.counting') : sentenceOf(failure)} />
      </Page>
    );
  }
  const open = (model: string | null): void => show({ ...view, dataset: board.dataset, model });
  const opened = rows.find((row) => row.model.id === view.model);
  const judged = board.facets.people + board.facets.simulated > 0;
  const oneEach = oneOfEachRun(rows);
  const shown = allSnapshots ? rows : oneEach;
  const listed = allSnapshots ? board.rows : oneOfEachRun(board.rows);
  const offered = filledColumns(board.rows);
  const columns = offered.filter((column) => chosen.includes(column));
  const name = `board-${board.dataset}`;

  return (
    <Page title={t('board.title')} here="board">
      <div class="board" aria-busy={value === null}>
        <div class="board__top">
          <div class="board__head">
            <h1>{t('board.title')}</h1>
            <p class="quiet">{t('board.line')}</p>
          </div>
          {board.datasets.length > 1 && (
            <Choices
              label={t('board.dataset')}
              value={board.dataset}
              onChange={(dataset) => show({ dataset, model: null, filter: { players: view.filter.players } })}
              options={board.datasets.map((dataset) => ({ value: dataset, label: dataset }))}
            />
          )}
        </div>
        <FailureNotice code={failure} />
        {value === null && failure === null && (
          <p class="board__counting" role="status">
            <span>{t('board.countingAnew', { n: formatCount(board.facets.people + board.facets.simulated) })}</span>
          </p>
        )}
        <Filters
          board={board}
          filter={view.filter}
          onChange={(filter) => show({ ...view, dataset: board.dataset, filter })}
        />
        {rows.length === 0 && <Notice>{t('board.noModels')}</Notice>}
        {judged && board.reals.n === 0 && !board.rows.some(isJudged) && <Notice>{t('board.noneFits')}</Notice>}
        {rows.length > 0 && !judged && (
          <div class="row">
            <Notice>{t('board.nobodyAtAll')}</Notice>
            <PlayAlone settings={{ dataset: board.dataset }} words={t('board.beFirst')} />
          </div>
        )}
        {rows.length > 0 && (
          <>
            <section>
              <div class="board__sectionhead">
                <ColumnChoice offered={offered} chosen={chosen} onChange={chooseColumns} />
                {oneEach.length < rows.length && (
                  <label class="small board__fold">
                    <input
                      type="checkbox"
                      checked={allSnapshots}
                      onChange={(event) => showAllSnapshots(event.currentTarget.checked)}
                    />
                    {t('board.allSnapshots', { count: rows.length - oneEach.length })}
                  </label>
                )}
                <Copies
                  name={name}
                  csv={() => leagueCsv(sorted(listed, sorting), columns)}
                  latex={() =>
                    leagueLatex(sorted(listed, sorting), columns, t('board.caption', { dataset: board.dataset }))
                  }
                />
              </div>
              <LeagueTable
                caption={t('board.title')}
                rows={shown}
                columns={columns}
                sorting={sorting}
                onSort={setSorting}
                onNumber={(model, column) => setBehind({ kind: 'score', model, column })}
                onOpen={open}
              />
            </section>
            <Footnotes board={board} onReals={() => setBehind({ kind: 'reals' })} />
            <Diversity
              board={board}
              rows={shown}
              name={name}
              onNumber={(model, column) => setBehind({ kind: 'score', model, column })}
              onReals={() => setBehind({ kind: 'walls' })}
              onOpen={open}
            />
            <Scatter rows={shown} name={name} onOpen={open} />
            <Agreement
              board={board}
              name={name}
              onNumber={(people, score) => setBehind({ kind: 'agreement', people, score })}
            />
            <Misjudged board={board} name={name} onPicture={(picture) => setBehind({ kind: 'picture', picture })} />
            <Curves
              rows={board.rows}
              name={name}
              onOpen={(model) => setBehind({ kind: 'score', model, column: 'fooled' })}
            />
          </>
        )}
      </div>
      {opened && !behind && <ModelDialog row={opened} curve={curveOf(rows, opened)} onClose={() => open(null)} />}
      {behind && (
        <BehindDialog
          board={board}
          behind={behind}
          onNumber={(model, column) => setBehind({ kind: 'score', model, column })}
          onClose={() => setBehind(null)}
        />
      )}
    </Page>
  );
}

/** What the numbers were counted over and with what. */
function Footnotes({ board, onReals }: { readonly board: Board; readonly onReals: () => void }) {
  const { n, errorRate } = board.reals;
  const extractors = new Map(
    board.rows.flatMap((row) =>
      row.model.scores ? [[row.model.scores.extractor.hash, row.model.scores] as const] : [],
    ),
  );
  return (
    <ul class="board__notes small quiet figures">
      <li>{t('board.noteHuman')}</li>
      {errorRate !== null && (
        <li>
          {t('board.noteReals', {
            share: formatScore('fooled', errorRate.value),
            interval: formatInterval('fooled', errorRate),
            n: formatCount(n),
          })}{' '}
          <button type="button" class="button button--plain board__small" onClick={onReals}>
            {t('board.rowsBehind')}
          </button>
        </li>
      )}
      {[...extractors.values()].map((scores) => (
        <li key={scores.extractor.hash}>
          {t('board.noteMachine', {
            extractor: scores.extractor.id,
            hash: scores.extractor.hash.slice(0, 8),
            floor: formatScore('frechet', scores.floor),
          })}
        </li>
      ))}
    </ul>
  );
}
