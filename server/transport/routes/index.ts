import { Router } from 'express';
import type { Request } from 'express';
import type { GeneratorInfo, ServerInfo } from '../../../shared/protocol/http.ts';
import type { BoardService } from '../../board/board.ts';
import type { Gallery } from '../../gallery/gallery.ts';
import type { Lab, Preparation, Training } from '../../workers/index.ts';
import type { HostCheck } from './authority.ts';
import { boardRouter } from './board.ts';
import { datasetsRouter } from './datasets.ts';
import { labRouter } from './lab.ts';
import { modelsRouter } from './models.ts';
import { trainingRouter } from './training.ts';

export interface ApiDeps {
  readonly gallery: Pick<Gallery, 'models' | 'model' | 'grid'>;
  readonly preparation: Pick<Preparation, 'preparing' | 'datasets' | 'fetch'>;
  readonly training: Training;
  readonly board: BoardService;
  readonly lab: Pick<Lab, 'ask'>;
  /** False where this address has asked the lab too often. */
  readonly mayAskLab: (request: Request) => boolean;
  readonly generators: () => Promise<readonly GeneratorInfo[]>;
  readonly isHost: HostCheck;
  /** The parts of `api/info` that only the server's main knows. */
  readonly about: () => Pick<ServerInfo, 'version' | 'addresses' | 'rooms' | 'connections'>;
}

/**
 * Everything under `api/` but rooms: info, board, models, generators, training, data sets, lab. Mount it at `<base>/api`; what it
 * does not know, and failures, it leaves to the app.
 */
export function createApiRouter(deps: ApiDeps): Router {
  const router = Router();
  router.get('/info', async (_request, response) => {
    const info: ServerInfo = {
      ...deps.about(),
      datasets: await deps.preparation.datasets(),
      preparing: deps.preparation.preparing(),
    };
    response.set('Cache-Control', 'no-cache').json(info);
  });
  router.use(boardRouter(deps.board));
  router.use(modelsRouter(deps));
  router.use(trainingRouter(deps));
  router.use(datasetsRouter(deps));
  router.use(labRouter(deps));
  return router;
}
