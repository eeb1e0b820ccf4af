import { loadClassifier } from '../classifier/load.ts';
import { ExtractorError, type Extractor } from './extractor.ts';

/** The classifier of a data set as an extractor; it reads pictures of that set's size alone. @throws CheckpointError */
export async function openClassifier(file: string): Promise<Extractor> {
  const classifier = await loadClassifier(file);
  return {
    id: `${classifier.dataset} classifier ${classifier.id}`,
    hash: classifier.hash,
    convention: 'size as given, scale 0..1',
    inception: false,
    async read({ values, n, height, width, channels }) {
      const { shape } = classifier;
      if (height !== shape.height || width !== shape.width || channels !== shape.channels) {
        throw new ExtractorError(
          `The classifier of ${classifier.dataset} reads ${shape.height} x ${shape.width} x ${shape.channels} pictures but got ${height} x ${width} x ${channels}; choose another extractor.`,
        );
      }
      const { features, probabilities } = await classifier.features(Uint8Array.from(values, Math.round));
      return { n, dimensions: features.length / n, features, classes: classifier.classes, probabilities };
    },
    dispose: () => Promise.resolve(classifier.dispose()),
  };
}
