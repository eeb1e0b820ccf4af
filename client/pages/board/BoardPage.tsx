import { useState } from 'preact/hooks';
import type { Board } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { formatCount } from '../../i18n/numbers.ts';
import { usePolled } from '../../net/usePolled.ts';
import { navigate } from '../../shell/router.ts';
import { Choices } from '../../ui/Field.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice, sentenceOf } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PlayAlone } from '../PlayAlone.tsx';
import { LeagueTable } from './LeagueTable.tsx';
import { ModelDialog } from './ModelDialog.tsx';
import { Scatter } from './Scatter.tsx';
import { MACHINE_SCORES, curveOf } from './columns.ts';
import type { MachineScore, Sorting } from './columns.ts';
import { useMovingRows } from './useMovingRows.ts';
import { formatInterval, formatScore } from './words.ts';
import './board.css';

/** People and machines on the same forgers. `?dataset=` chooses the pictures, `?model=` opens a forger. */
export function BoardPage({ query }: { readonly query: URLSearchParams }) {
  const asked = query.get('dataset');
  const { value: board, failure } = usePolled<Board>(
    `api/board${asked ? `?dataset=${encodeURIComponent(asked)}` : ''}`,
    2000,
  );
  const rows = useMovingRows(board?.rows ?? null);
  const [sorting, setSorting] = useState<Sorting>({ by: 'fooled', bestFirst: true });
  const [across, setAcross] = useState<MachineScore>('frechet');

  if (board === null || rows === null) {
    return (
      <Page title={t('board.title')} here="board">
        <Loading words={failure === null ? undefined : sentenceOf(failure)} />
      </Page>
    );
  }
  const open = (model: string | null): void => {
    const next = new URLSearchParams({ dataset: board.dataset, ...(model === null ? {} : { model }) });
    navigate(`board?${next.toString()}`, { replace: true });
  };
  const opened = rows.find((row) => row.model.id === query.get('model'));
  const judged = rows.some((row) => row.n > 0);

  return (
    <Page title={t('board.title')} here="board">
      <div class="board">
        <div class="board__head">
          <h1>{t('board.title')}</h1>
          <p class="quiet">{t('board.line')}</p>
        </div>
        <FailureNotice code={failure} />
        {board.datasets.length > 1 && (
          <Choices
            label={t('board.dataset')}
            value={board.dataset}
            onChange={(dataset) => navigate(`board?${new URLSearchParams({ dataset }).toString()}`, { replace: true })}
            options={board.datasets.map((name) => ({ value: name, label: name }))}
          />
        )}
        {rows.length === 0 && <Notice>{t('board.noModels')}</Notice>}
        {rows.length > 0 && !judged && (
          <div class="row">
            <Notice>{t('board.nobodyAtAll')}</Notice>
            <PlayAlone settings={{ dataset: board.dataset }} words={t('board.beFirst')} />
          </div>
        )}
        {rows.length > 0 && (
          <>
            <LeagueTable rows={rows} sorting={sorting} onSort={setSorting} onOpen={open} />
            <Footnotes board={board} />
            {judged && (
              <section class="board__scatter">
                <div class="board__scatterhead">
                  <h2>{t('board.scatter')}</h2>
                  <Choices
                    label={t('board.across')}
                    value={across}
                    onChange={setAcross}
                    options={MACHINE_SCORES.map((score) => ({ value: score, label: t(`board.${score}`) }))}
                  />
                </div>
                <Scatter rows={rows} across={across} onOpen={open} />
              </section>
            )}
          </>
        )}
      </div>
      {opened && <ModelDialog row={opened} curve={curveOf(rows, opened)} onClose={() => open(null)} />}
    </Page>
  );
}

/** What the numbers were counted over and with what. */
function Footnotes({ board }: { readonly board: Board }) {
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
          })}
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
