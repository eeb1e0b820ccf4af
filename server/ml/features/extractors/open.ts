import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { classifierPath } from '../classifier/load.ts';
import { conventionOf } from './convention.ts';
import { ExtractorError, type Extractor } from './extractor.ts';
import { Outputs } from './outputs.ts';

export interface ExtractorChoice {
  /** A data set whose classifier ships, an .onnx file, or a folder with a model.json. */
  readonly name: string;
  readonly preset?: string | undefined;
  readonly resize?: number | undefined;
  readonly filter?: string | undefined;
  readonly scale?: string | undefined;
  readonly output?: string | undefined;
  readonly logitsOutput?: string | undefined;
}

/** @param modelsDir folder with the classifier of each data set @throws ExtractorError, CheckpointError */
export async function openExtractor(choice: ExtractorChoice, modelsDir: string): Promise<Extractor> {
  const { name, preset = 'none' } = choice;
  const classifier = classifierPath(modelsDir, name);
  if (/^[\w-]+$/.test(name) && existsSync(classifier)) {
    const foreign = (['preset', 'resize', 'filter', 'scale', 'output', 'logitsOutput'] as const).find(
      (key) => choice[key],
    );
    if (foreign)
      throw new ExtractorError(`The classifier of ${name} takes pictures as they are; leave out ${foreign}.`);
    const { openClassifier } = await import('./classifier.ts');
    return openClassifier(classifier);
  }
  const convention = conventionOf(preset, choice);
  const outputs = new Outputs(choice.output, choice.logitsOutput);
  const inception = preset === 'inception-v3';
  if (name.endsWith('.onnx')) {
    if (!existsSync(name)) throw new ExtractorError(`There is no file ${name}; give the path of an ONNX network.`);
    const { openOnnx } = await import('./onnx.ts');
    return openOnnx(name, convention, outputs, inception);
  }
  if (existsSync(path.join(name, 'model.json')) && statSync(name).isDirectory()) {
    const { openTfjs } = await import('./tfjs.ts');
    return openTfjs(name, convention, outputs, inception);
  }
  const shipped = (await readdir(modelsDir)).filter((set) => existsSync(classifierPath(modelsDir, set)));
  throw new ExtractorError(
    `There is no extractor "${name}"; give one of ${shipped.join(', ')}, an .onnx file, or a folder with a model.json.`,
  );
}
