import { Router } from 'express';
import type { Rooms } from '../rooms/rooms.ts';

const STIMULUS = /^[\w-]{22}$/;

/**
 * `GET s/<id>.png`: a dealt picture whose lot has been opened. Real and fake go the same way with the same headers; nothing
 * is cached on the way, so no cache tells what was asked for before.
 */
export function pictureRoutes(rooms: Rooms): Router {
  const router = Router();
  router.get('/s/:file', (request, response) => {
    const [id, extension] = request.params.file.split('.');
    const png = extension === 'png' && id !== undefined && STIMULUS.test(id) ? rooms.picture(id) : null;
    response.set('Cache-Control', 'private, no-store');
    if (!png) {
      response.status(404).type('text/plain').send('No such picture hangs here.\n');
      return;
    }
    response.writeHead(200, { 'Content-Type': 'image/png', 'Content-Length': png.length });
    response.end(png);
  });
  return router;
}
