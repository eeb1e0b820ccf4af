import type { AutomaticScoresInfo, GeneratorInfo, ModelInfo } from '../../shared/protocol/http.ts';
import type { ModelOnTheWall } from '../gallery/catalogue.ts';

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

function scoresInfo(scores: NonNullable<ModelOnTheWall['header']['scores']>): AutomaticScoresInfo {
  const { frechet, inceptionScore, kid, floor, extractor } = scores;
  return { frechet, inceptionScore, kid, floor, extractor };
}
