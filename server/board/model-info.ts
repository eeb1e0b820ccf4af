import { MACHINE_SCORES, type MachineScore } from '../../shared/domain/scores.ts';
import type { AutomaticScoresInfo, GeneratorInfo, ModelInfo, ScoreInfo } from '../../shared/protocol/http.ts';
import type { ModelOnTheWall } from '../gallery/catalogue.ts';
import type { AutomaticScores } from '../ml/checkpoint.ts';
import { wilson } from '../../shared/domain/wilson.ts';

/** A model for people: its header, the words of its generator, and what hangs of it. */
export function modelInfo(
  { id, header, runId, pool }: ModelOnTheWall,
  generators: readonly GeneratorInfo[],
): ModelInfo {
  const words = generators.find(({ name }) => name === header.generator);
  const name = { en: header.generator, ko: header.generator };
  const none = { en: '', ko: '' };
  return {
    id,
    generator: header.generator,
    title: words?.title ?? name, // a plug-in that is no longer there
    idea: words?.idea ?? none,
    giveaway: words?.giveaway ?? none,
    dataset: header.dataset,
    step: header.step,
    totalSteps: header.totalSteps,
    shipped: runId === null,
    runId,
    seed: header.seed,
    config: header.config,
    datasetHash: header.datasetHash,
    trainedSeconds: header.trainedSeconds,
    pool,
    scores: header.scores && scoresInfo(header.scores),
  };
}

/** The scores that a header carries; those that it does not are left out. */
export function scoresInfo(scores: AutomaticScores): AutomaticScoresInfo {
  const { floor, extractor, own, classAccuracy, samples } = scores;
  const values: Partial<Record<MachineScore, ScoreInfo>> = {};
  for (const name of MACHINE_SCORES) {
    if (name === 'classAccuracy') {
      if (classAccuracy !== null) values[name] = { ...wilson(classAccuracy * samples.n, samples.n), n: samples.n };
    } else if (scores[name]) values[name] = scores[name];
  }
  return { values, own, floor, extractor, seed: samples.seed };
}
