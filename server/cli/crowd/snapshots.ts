import type { Refusal } from '../../../shared/protocol/codes.ts';
import type { TrainingJob } from '../../../shared/protocol/http.ts';
import { pause } from './game.ts';

/** Learns in half a minute on two idle cores, from speckles to writing that fools many. */
const GENERATOR = 'rbm';
/** The snapshots that are there after this long are played, ms. */
const PATIENCE = 150_000;

/** A training of which every snapshot can be judged. */
export interface CrowdTraining {
  readonly id: string;
  /** Model ids of some of its snapshots, see {@link spread}; the newest is the finished model unless patience ran out. */
  snapshots(): Promise<readonly string[]>;
}

/**
 * Asks the server for a short training.
 * @param url ends with a slash
 * @returns a refusal where the server doesn't train for strangers: it does so for its own machine only
 */
export async function startTraining(url: string, dataset: string, seed: number): Promise<CrowdTraining | Refusal> {
  const response = await fetch(`${url}api/training`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ generator: GENERATOR, dataset, preset: 'classroom', overrides: {}, seed }),
  });
  const reply = (await response.json()) as { ok: true; job: TrainingJob } | Refusal;
  if (!reply.ok) return reply;
  const { id } = reply.job;
  const deadline = performance.now() + PATIENCE;
  return {
    id,
    async snapshots() {
      for (;;) {
        const jobs = (await (await fetch(`${url}api/training`)).json()) as TrainingJob[];
        const job = jobs.find((each) => each.id === id);
        if (!job) return [];
        const { snapshots, totalSteps, status } = job;
        const over = status === 'done' || status === 'failed' || status === 'cancelled';
        if (over || performance.now() > deadline || snapshots.some(({ step }) => step === totalSteps))
          return spread(snapshots).map(({ modelId }) => modelId);
        await pause(500);
      }
    },
  };
}

/** A snapshot that is judged has so many times the steps of the one before it. */
const APART = 1.6;

/**
 * Of the snapshots of a training the first, the last, and between them those that lie apart by a factor of steps: most is learnt at
 * first, and the fewer are judged, the more judgments each gets.
 *
 * @param snapshots by step
 */
export function spread<Each extends { readonly step: number }>(snapshots: readonly Each[]): readonly Each[] {
  const last = snapshots.at(-1);
  const kept: Each[] = [];
  for (const each of snapshots) {
    const before = kept.at(-1);
    const near = each !== last && APART * each.step > last!.step;
    if (!before || each === last || (each.step >= APART * before.step && !near)) kept.push(each);
  }
  return kept;
}
