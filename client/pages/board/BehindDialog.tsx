import { useEffect, useState } from 'preact/hooks';
import type { BoardFilter, JudgmentInfo, JudgmentRows } from '../../../shared/protocol/board.ts';
import type { Board, BoardRow } from '../../../shared/protocol/http.ts';
import { currentLanguage, t } from '../../i18n/index.ts';
import { formatCount, formatFixed, formatPercent } from '../../i18n/numbers.ts';
import { address, get } from '../../net/http.ts';
import type { FailureCode } from '../../net/http.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { countOf, estimateOf, isHuman } from './columns.ts';
import type { Column, MachineScore } from './columns.ts';
import { pictureAddress } from './pictureAddress.ts';
import { queryOf } from './view.ts';
import { formatInterval, formatScore, modelName } from './words.ts';

/** What a reader wants to see behind: a number of a model, the error on reals, or one picture. */
export type Behind =
  | { readonly kind: 'score'; readonly model: string; readonly column: Column }
  | { readonly kind: 'reals' }
  | { readonly kind: 'picture'; readonly picture: string };

interface BehindDialogProps {
  readonly board: Board;
  readonly behind: Behind;
  readonly onClose: () => void;
}

/** What a number was counted over. */
export function BehindDialog({ board, behind, onClose }: BehindDialogProps) {
  const row = behind.kind === 'score' ? board.rows.find(({ model }) => model.id === behind.model) : undefined;
  if (behind.kind === 'score' && row && !isHuman(behind.column))
    return <ScoreDialog row={row} score={behind.column} onClose={onClose} />;
  const title =
    behind.kind === 'score' && row
      ? `${modelName(row)}: ${t(`board.${behind.column}`)}`
      : t(behind.kind === 'reals' ? 'board.behindReals' : 'board.behindPicture');
  return (
    <Dialog wide title={title} onClose={onClose}>
      {behind.kind === 'score' && row && <Estimated row={row} column={behind.column} />}
      {behind.kind === 'picture' && (
        <span class="mount">
          <img class="pixels behind__picture" src={pictureAddress(board.dataset, behind.picture)} alt="" />
        </span>
      )}
      <Rows board={board} asked={askedFor(behind)} />
    </Dialog>
  );
}

function askedFor(behind: Behind): { model?: string; picture?: string; withReals?: boolean } {
  if (behind.kind === 'reals') return { model: 'reals' };
  if (behind.kind === 'picture') return { picture: behind.picture };
  return { model: behind.model, withReals: behind.column !== 'fooled' };
}

function Estimated({ row, column }: { readonly row: BoardRow; readonly column: Column }) {
  const estimate = estimateOf(row, column);
  return (
    <p class="figures">
      {estimate && (
        <strong class="behind__value">
          {formatScore(column, estimate.value)} {formatInterval(column, estimate)}
        </strong>
      )}
      <span class="quiet">{t(`board.${column}Line`)}</span>
    </p>
  );
}

/** Where a machine's number comes from: there are no rows behind it, but images that can be drawn again. */
function ScoreDialog({
  row,
  score,
  onClose,
}: {
  readonly row: BoardRow;
  readonly score: MachineScore;
  readonly onClose: () => void;
}) {
  const { model } = row;
  const scores = model.scores!;
  const name = `${model.dataset}/${model.runId ?? model.generator}`;
  return (
    <Dialog title={`${modelName(row)}: ${t(`board.${score}`)}`} onClose={onClose}>
      <Estimated row={row} column={score} />
      <dl class="facts">
        {[
          [t('board.images'), formatCount(countOf(row, score))],
          [t('board.features'), `${scores.extractor.id} (${scores.extractor.hash.slice(0, 12)})`],
          [t('board.seed'), String(scores.seed)],
          [t('board.dataHash'), model.datasetHash.slice(0, 16)],
          ...(score === 'frechet' ? [[t('board.floor'), formatScore('frechet', scores.floor)]] : []),
        ].map(([fact, value]) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd class="figures">{value}</dd>
          </div>
        ))}
      </dl>
      <p class="small quiet">{t('board.again')}</p>
      <pre class="behind__command">npx uncanny evaluate {name}</pre>
    </Dialog>
  );
}

const PAGE = 25;

function Rows({
  board,
  asked,
}: {
  readonly board: Board;
  readonly asked: { readonly model?: string; readonly picture?: string; readonly withReals?: boolean };
}) {
  const [offset, setOffset] = useState(0);
  const [found, setFound] = useState<JudgmentRows | null>(null);
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const filter: BoardFilter = board.filter;
  const query = queryOf({ dataset: board.dataset, ...filter, ...asked });
  const path = `api/board/rows?${query.toString()}&offset=${offset}&limit=${PAGE}`;
  useEffect(() => {
    let here = true;
    void get<JudgmentRows>(path).then((reply) => {
      if (!here) return;
      if (reply.ok) setFound(reply.value);
      setFailure(reply.ok ? null : reply.code);
    });
    return () => {
      here = false;
    };
  }, [path]);
  if (found === null) return <FailureNotice code={failure} />;
  const names = new Map(board.rows.map((row) => [row.model.id, modelName(row)]));
  const last = Math.min(found.total, offset + PAGE);
  return (
    <>
      <FailureNotice code={failure} />
      <div class="behind__rows">
        <table class="behind__table figures">
          <thead>
            <tr>
              {['picture', 'truth', 'answer', 'player', 'room', 'seconds', 'time'].map((column) => (
                <th key={column} scope="col">
                  {t(`board.rows.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.rows.map((row) => (
              <tr key={`${row.room} ${row.participant} ${row.game} ${row.trial}`}>
                <td>
                  <img
                    class="pixels behind__thumb"
                    loading="lazy"
                    src={pictureAddress(board.dataset, row.image)}
                    alt=""
                  />
                </td>
                <td>
                  {row.model === null ? t('common.genuine') : (names.get(row.model) ?? row.model)}
                  {row.label !== null && <span class="small quiet"> {row.label}</span>}
                </td>
                <td class={row.truth === row.response ? '' : 'behind__wrong'}>{answerOf(row)}</td>
                <td>
                  {row.participant}
                  {row.simulated && <span class="small quiet"> {t('board.simulatedShort')}</span>}
                </td>
                <td>{board.facets.rooms.find(({ room }) => room === row.room)?.code ?? row.room}</td>
                <td>{formatFixed(row.responseMs / 1000, 1)}</td>
                <td>{new Intl.DateTimeFormat(currentLanguage(), TIME).format(row.at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="behind__foot">
        <span class="quiet figures">
          {t('board.rowsOf', {
            from: formatCount(found.total === 0 ? 0 : offset + 1),
            to: formatCount(last),
            n: formatCount(found.total),
          })}
        </span>
        <button
          type="button"
          class="button button--quiet"
          disabled={offset === 0}
          onClick={() => setOffset(Math.max(0, offset - PAGE))}
        >
          {t('board.earlier')}
        </button>
        <button
          type="button"
          class="button button--quiet"
          disabled={last >= found.total}
          onClick={() => setOffset(offset + PAGE)}
        >
          {t('board.later')}
        </button>
        <a class="button button--quiet" href={address(`api/board/rows.csv?${query.toString()}`)} download>
          {t('board.rowsCsv')}
        </a>
      </div>
      <p class="small quiet">{t('board.rowsNote')}</p>
    </>
  );
}

const TIME = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;

/** 'Forgery, 75 %': the side and how sure. */
function answerOf({ response, pFake }: JudgmentInfo): string {
  const sure = formatPercent(Math.max(pFake, 1 - pFake));
  return `${t(response === 'fake' ? 'common.forgery' : 'common.genuine')}, ${sure}`;
}
