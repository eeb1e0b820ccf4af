import express, { Router } from 'express';
import type { Response } from 'express';
import { trainingRequest } from '../../../shared/protocol/http.ts';
import type { JobReply, Training } from '../../workers/index.ts';
import type { HostCheck } from './authority.ts';
import { requireAuthority } from './authority.ts';
import { refuse } from '../../game/outcome.ts';
import { sendRefusal } from '../refusal-status.ts';
import { parsed } from './parsed.ts';

export interface TrainingDeps {
  readonly training: Training;
  readonly isHost: HostCheck;
}

/** The queue of training jobs. */
export function trainingRouter({ training, isHost }: TrainingDeps): Router {
  const router = Router();
  const mayTrain = requireAuthority(isHost);
  const answer = (response: Response, reply: JobReply): void => {
    if (reply.ok) response.json(reply);
    else sendRefusal(response, reply);
  };

  router.get('/training', (_request, response) => {
    response.json(training.jobs());
  });
  router.post('/training', mayTrain, express.json({ limit: '64kb' }), async (request, response) => {
    const body = parsed(trainingRequest, request.body, response);
    if (body) answer(response, await training.add(body));
  });
  for (const command of ['pause', 'resume', 'cancel', 'earlier', 'later'] as const) {
    router.post(`/training/:id/${command}`, mayTrain, async (request, response) => {
      answer(response, await training[command](request.params['id'] as string));
    });
  }
  router.get('/training/:id/grid.png', (request, response) => {
    const file = training.gridFile(request.params.id);
    if (file === null) {
      sendRefusal(response, refuse('training/unknown', `The training job "${request.params.id}" has no pictures yet.`));
      return;
    }
    response.type('png').set('Cache-Control', 'no-cache').sendFile(file, { dotfiles: 'allow' });
  });
  router.get('/training/:id/grids/:step.png', (request, response) => {
    const { id, step } = request.params;
    const file = /^\d{1,9}$/.test(step) ? training.gridFile(id, Number(step)) : null;
    if (file === null) {
      sendRefusal(response, refuse('training/unknown', `The training job "${id}" keeps no pictures of step ${step}.`));
      return;
    }
    response.type('png').sendFile(file, { dotfiles: 'allow', maxAge: '10m' });
  });
  return router;
}
