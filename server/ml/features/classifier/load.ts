import path from 'node:path';
import { readCheckpoint } from '../../checkpoints/checkpoint-file.ts';
import { CheckpointError, type ImageShape } from '../../generator.ts';
import { startEngine } from '../../engine/index.ts';
import { Classifier } from './classifier.ts';
import { config } from './index.ts';

/** A classifier with the identity that scores record. */
export interface LoadedClassifier {
  readonly id: string;
  readonly hash: string;
  /** Name and hash of the data set it was trained on. */
  readonly dataset: string;
  readonly datasetHash: string;
  readonly classes: number;
  /** Of the pictures that it reads. */
  readonly shape: ImageShape;
  readonly features: Classifier['features'];
  readonly accuracy: Classifier['accuracy'];
  readonly dispose: () => void;
}

/** Where the classifier of a data set ships. */
export const classifierPath = (modelsDir: string, dataset: string): string =>
  path.join(modelsDir, dataset, 'classifier.safetensors');

/** Starts the engine and loads a classifier. @throws CheckpointError where the file is not a usable classifier. */
export async function loadClassifier(file: string): Promise<LoadedClassifier> {
  const { header, tensors, id, hash } = await readCheckpoint(file);
  if (header.kind !== 'classifier') {
    throw new CheckpointError(
      `${file} is a ${header.generator} where a classifier is expected; make one with \`uncanny train classifier --dataset ${header.dataset}\`.`,
    );
  }
  await startEngine();
  const model = new Classifier(header.shape, config.parse(header.config), header.seed);
  model.restore(tensors);
  return {
    id,
    hash,
    dataset: header.dataset,
    datasetHash: header.datasetHash,
    classes: header.shape.classes,
    shape: header.shape,
    features: model.features.bind(model),
    accuracy: model.accuracy.bind(model),
    dispose: model.dispose.bind(model),
  };
}
