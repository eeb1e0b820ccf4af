import { Router } from 'express';
import { modelInfo } from '../../board/model-info.ts';
import type { Gallery } from '../../gallery/gallery.ts';
import type { GeneratorInfo } from '../../../shared/protocol/http.ts';
import { refuse } from '../../game/outcome.ts';

export interface ModelsDeps {
  readonly gallery: Pick<Gallery, 'models' | 'grid'>;
  readonly generators: () => Promise<readonly GeneratorInfo[]>;
}

/** What has been trained and what can be trained. */
export function modelsRouter({ gallery, generators }: ModelsDeps): Router {
  const router = Router();
  router.get('/generators', async (_request, response) => {
    response.json(await generators());
  });
  router.get('/models', async (_request, response) => {
    const words = await generators();
    response.json(gallery.models().map((model) => modelInfo(model, words)));
  });
  router.get('/models/:id/grid.png', (request, response) => {
    const png = gallery.grid(request.params.id);
    if (!png) {
      response
        .status(404)
        .json(refuse('protocol/malformed', `There are no pictures of a model "${request.params.id}".`));
      return;
    }
    // A pool's first pictures never change.
    response.type('png').set('Cache-Control', 'public, max-age=3600').send(png);
  });
  return router;
}
