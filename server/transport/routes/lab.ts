import express, { Router } from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Gallery } from '../../gallery/gallery.ts';
import { refuse } from '../../game/outcome.ts';
import type { LabSubject } from '../../lab/question.ts';
import type { Lab } from '../../workers/index.ts';
import { tooFast } from '../gateway-session.ts';
import { sendRefusal } from '../refusal-status.ts';
import { parsed } from './parsed.ts';

export interface LabDeps {
  readonly gallery: Pick<Gallery, 'model'>;
  readonly lab: Pick<Lab, 'ask'>;
  readonly mayAskLab: (request: Request) => boolean;
}

/** A latent code, a drawn picture or a list of tokens fits well within. */
const BODY_LIMIT = '64kb';
const input = z.record(z.string(), z.json());
const name = z.string().regex(/^[a-zA-Z0-9-]{1,64}$/);

/** What pages of the lab ask of models and data sets. */
export function labRouter({ gallery, lab, mayAskLab }: LabDeps): Router {
  const router = Router();
  const body = express.json({ limit: BODY_LIMIT });

  router.post('/lab/models/:id/:operation', body, async (request, response) => {
    const model = gallery.model(request.params['id'] as string);
    if (!model) {
      return sendRefusal(
        response,
        refuse('lab/unknown', `There is no model "${request.params['id']}"; see api/models.`),
      );
    }
    const { generator, dataset } = model.header;
    await answer(request, response, { kind: 'model', id: model.id, generator, dataset, path: model.path });
  });

  router.post('/lab/datasets/:name/:operation', body, async (request, response) => {
    const dataset = parsed(name, request.params['name'], response);
    if (dataset !== null) await answer(request, response, { kind: 'dataset', dataset });
  });

  async function answer(request: Request, response: Response, subject: LabSubject): Promise<void> {
    if (!mayAskLab(request)) return sendRefusal(response, tooFast());
    const asked = parsed(input, request.body ?? {}, response);
    if (!asked) return;
    const reply = await lab.ask({ subject, operation: request.params['operation'] as string, input: asked });
    if (reply.ok) response.set('Cache-Control', 'no-store').json(reply.value);
    else sendRefusal(response, refuse(reply.code, reply.message));
  }
  return router;
}
