import { Router } from 'express';
import { boardQuery, rowsQuery } from '../../../shared/protocol/board.ts';
import type { BoardService } from '../../board/board.ts';
import { csvHead, csvLine } from '../../board/rows-csv.ts';
import { refuse } from '../../game/outcome.ts';
import { sendRefusal } from '../refusal-status.ts';
import { parsed } from './parsed.ts';

/** People beside machines. Polled every second or two, so an unchanged board costs a few bytes. */
export function boardRouter({ board, rows, allRows, picture }: BoardService): Router {
  const router = Router();
  router.get('/board', async (request, response) => {
    const asked = parsed(boardQuery, request.query, response);
    if (!asked) return;
    const { dataset, ...filter } = asked;
    const content = await board(dataset, filter);
    const tag = `"${content.version}"`;
    response.set({ ETag: tag, 'Cache-Control': 'no-cache' });
    if (request.get('if-none-match') === tag) response.status(304).end();
    else response.json(content);
  });
  router.get('/board/rows', async (request, response) => {
    const asked = parsed(rowsQuery, request.query, response);
    if (asked) response.set('Cache-Control', 'no-cache').json(await rows(asked));
  });
  router.get('/board/rows.csv', async (request, response) => {
    const asked = parsed(rowsQuery, request.query, response);
    if (!asked) return;
    response.type('text/csv').attachment(`judgments-${asked.dataset.replace(/[^\w-]/g, '_')}.csv`);
    response.set('Cache-Control', 'no-cache').write(csvHead());
    for await (const page of allRows(asked)) response.write(page.map(csvLine).join(''));
    response.end();
  });
  router.get('/board/pictures/:dataset/:id.png', async (request, response) => {
    const { dataset, id } = request.params;
    const png = await picture(dataset, id);
    if (png) response.type('png').set('Cache-Control', 'private, max-age=3600').send(Buffer.from(png));
    else
      sendRefusal(
        response,
        refuse(
          'dataset/unknown',
          `No revealed picture "${id}" of ${dataset} is known; take its name from the board's rows.`,
        ),
      );
  });
  return router;
}
