import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router, type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { refuse } from '../game/outcome.ts';
import { StorageError } from '../rooms/ports.ts';
import type { Metrics } from './metrics.ts';
import { pictureRoutes } from './pictures.ts';
import { sendRefusal } from './refusal-status.ts';
import { roomsRoutes, type RoomsRoutesDeps } from './rooms-routes.ts';
import { securityHeaders } from './security-headers.ts';

export interface HttpAppDeps extends RoomsRoutesDeps {
  readonly metrics: Metrics;
  /** The built client, or null where only the API is served. */
  readonly clientDir: string | null;
  /** Where the server lives: '/' or '/class/'; begins and ends with a slash. */
  readonly basePath: string;
  /** Other routes, with paths relative to the base: '/api/board'. */
  readonly routes: readonly Router[];
  /** A bug while answering: its asker got a 500. */
  failed(error: unknown): void;
}

/** Everything over HTTP. Takes all it needs; reads no environment. */
export function createHttpApp(deps: HttpAppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', deps.trustProxy ? 1 : false);
  app.use(securityHeaders());

  const base = Router();
  base.get('/healthz', (_request, response) => {
    const draining = deps.rooms.draining;
    response
      .status(draining ? 503 : 200)
      .set('Cache-Control', 'no-store')
      .json({ ok: !draining, draining });
  });
  base.get('/metrics', async (_request, response) => {
    response.type(deps.metrics.registry.contentType).send(await deps.metrics.registry.metrics());
  });
  base.use(pictureRoutes(deps.rooms));
  base.use(roomsRoutes(deps));
  for (const routes of deps.routes) base.use(routes);
  base.use(['/api', '/s'], (_request, response) => {
    response.status(404).json({ ok: false, code: 'protocol/malformed', message: 'There is nothing at this address.' });
  });
  if (deps.clientDir) base.use(client(deps.clientDir, deps.basePath));

  app.use(deps.basePath, base);
  if (deps.basePath !== '/') app.get('/', (_request, response) => response.redirect(deps.basePath));
  app.use(failures(deps.failed));
  return app;
}

/** The built client: files with a hash in their name for ever, the page itself never kept, for every page address. */
function client(dir: string, basePath: string): RequestHandler {
  const files = express.static(dir, {
    index: false,
    setHeaders: (response, path) => {
      const hashed = path.startsWith(join(dir, 'assets'));
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const router = Router();
  router.use(files);
  router.use((request, response, next) => {
    if (request.method !== 'GET' || !request.accepts('html')) return next();
    const file = join(dir, 'index.html');
    if (!existsSync(file)) {
      response
        .status(503)
        .type('text/plain')
        .send('The pages are not built yet; run npm run build and load this again.\n');
      return;
    }
    // Addresses inside the page are relative; the base makes them right on every page and below every path of a proxy.
    const page = readFileSync(file, 'utf8');
    const based = page.includes('<base ') ? page : page.replace(/<head>/i, `<head><base href="${basePath}">`);
    response.set('Cache-Control', 'no-cache').type('html').send(based);
  });
  return router;
}

const failures =
  (failed: (error: unknown) => void): ErrorRequestHandler =>
  (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = (error as { status?: unknown } | null)?.status;
    if (error instanceof StorageError) return sendRefusal(response, refuse('server/storage', error.message));
    if (typeof status === 'number' && status >= 400 && status < 500) {
      const code = 'protocol/malformed';
      response.status(status).json(refuse(code, `The request could not be read: ${(error as Error).message}.`));
      return;
    }
    failed(error);
    response.status(500).json(refuse('server/failed', 'The server failed at this; try again.'));
  };
