import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/index.ts';
import { formatCount } from '../../i18n/numbers.ts';
import { address, get } from '../../net/http.ts';
import type { FailureCode } from '../../net/http.ts';
import { FailureNotice } from '../../ui/Notice.tsx';

interface Found<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

interface RowsPageProps<Row> {
  /** Where the rows are, without the query: `api/board/rows`; with .csv the whole file. */
  readonly route: string;
  readonly query: URLSearchParams;
  readonly heads: readonly string[];
  /** A row of the table. */
  readonly line: (row: Row) => ComponentChildren;
  readonly note: string;
}

const PAGE = 25;

/** Rows of the server, a page at a time, and all of them as a file. */
export function RowsPage<Row>({ route, query, heads, line, note }: RowsPageProps<Row>) {
  const [offset, setOffset] = useState(0);
  const [found, setFound] = useState<Found<Row> | null>(null);
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const path = `${route}?${query.toString()}&offset=${offset}&limit=${PAGE}`;
  useEffect(() => {
    let here = true;
    void get<Found<Row>>(path).then((reply) => {
      if (!here) return;
      if (reply.ok) setFound(reply.value);
      setFailure(reply.ok ? null : reply.code);
    });
    return () => {
      here = false;
    };
  }, [path]);
  if (found === null)
    return failure === null ? (
      <p class="loading__words quiet" role="status">
        {t('common.loading')}
      </p>
    ) : (
      <FailureNotice code={failure} />
    );
  const last = Math.min(found.total, offset + PAGE);
  return (
    <>
      <FailureNotice code={failure} />
      <div class="behind__rows">
        <table class="behind__table figures">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{found.rows.map(line)}</tbody>
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
        <a class="button button--quiet" href={address(`${route}.csv?${query.toString()}`)} download>
          {t('board.rowsCsv')}
        </a>
      </div>
      <p class="small quiet">{note}</p>
    </>
  );
}
