import { Router, type Response } from 'express';
import { boardQuery, rowsQuery, wallsQuery } from '../../../shared/protocol/board.ts';
import type { BoardService } from '../../board/board.ts';
import { csvHead, csvLine, wallsHead, wallsLine } from '../../board/rows-csv.ts';
import { refuse } from '../../game/outcome.ts';
import { sendRefusal } from '../refusal-status.ts';
import { parsed } from './parsed.ts';

/** People beside machines. Polled every second or two, so an unchanged board costs a few bytes. */
export function boardRouter({ board, rows, allRows, walls, allWalls, picture }: BoardService): Router {
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
    await sendCsv(response, `judgments-${asked.dataset}`, csvHead(), allRows(asked), csvLine);
  });
  router.get('/board/walls', async (request, response) => {
    const asked = parsed(wallsQuery, request.query, response);
    if (asked) response.set('Cache-Control', 'no-cache').json(await walls(asked));
  });
  router.get('/board/walls.csv', async (request, response) => {
    const asked = parsed(wallsQuery, request.query, response);
    if (!asked) return;
    await sendCsv(response, `${asked.mode}-${asked.dataset}`, wallsHead(asked.mode), allWalls(asked), wallsLine);
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

async function sendCsv<Row>(
  response: Response,
  name: string,
  head: string,
  pages: AsyncIterable<readonly Row[]>,
  line: (row: Row) => string,
): Promise<void> {
  response.type('text/csv').attachment(`${name.replace(/[^\w-]/g, '_')}.csv`);
  response.set('Cache-Control', 'no-cache').write(head);
  for await (const page of pages) response.write(page.map(line).join(''));
  response.end();
}
