import { Router } from 'express';
import type { Preparation } from '../../workers/index.ts';
import type { HostCheck } from './authority.ts';
import { requireAuthority } from './authority.ts';
import { refuse } from '../../game/outcome.ts';
import { sendRefusal } from '../refusal-status.ts';

export interface DatasetsDeps {
  readonly preparation: Pick<Preparation, 'fetch'>;
  readonly isHost: HostCheck;
}

/** Fetching data sets; how far it is stands in `api/info`. */
export function datasetsRouter({ preparation, isHost }: DatasetsDeps): Router {
  const router = Router();
  router.post('/datasets/:name/fetch', requireAuthority(isHost), async (request, response) => {
    const name = request.params['name'] as string;
    if (await preparation.fetch(name)) response.json({ ok: true });
    else
      sendRefusal(
        response,
        refuse('dataset/unknown', `There is no data set called "${name}"; api/info lists those there are.`),
      );
  });
  return router;
}
