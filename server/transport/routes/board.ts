import { Router } from 'express';
import { z } from 'zod';
import type { BoardService } from '../../board/board.ts';
import { parsed } from './parsed.ts';

const query = z.object({ dataset: z.string().max(64).default('strokes') });

/** People beside machines. Polled every second or two, so an unchanged board costs a few bytes. */
export function boardRouter({ board }: BoardService): Router {
  const router = Router();
  router.get('/board', async (request, response) => {
    const asked = parsed(query, request.query, response);
    if (!asked) return;
    const content = await board(asked.dataset);
    const tag = `"${content.version}"`;
    response.set({ ETag: tag, 'Cache-Control': 'no-cache' });
    if (request.get('if-none-match') === tag) response.status(304).end();
    else response.json(content);
  });
  return router;
}
