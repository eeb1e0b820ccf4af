import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Lab, LabOperation } from '../ml/lab.ts';
import { common } from './common.ts';
import type { LabSubject } from './question.ts';

const here = fileURLToPath(import.meta.url);
const generators = path.resolve(path.dirname(here), '..', 'ml', 'generators');

/**
 * The operation of that name: of a model from `generators/<generator>/lab` or those all models have, of a data set from
 * `datasets` beside this file. Null where there is none. Loads what the operation needs, TensorFlow.js with it.
 */
export async function findOperation(subject: LabSubject, name: string): Promise<LabOperation | null> {
  const lab = subject.kind === 'dataset' ? (await import('./datasets/lab.ts')).lab : await labOf(subject.generator);
  return Object.hasOwn(lab, name) ? lab[name]! : null;
}

/** A rung without a `lab` has those of all models. */
async function labOf(generator: string): Promise<Lab> {
  const file = path.join(generators, generator, `lab${path.extname(here)}`);
  if (!/^[a-z0-9-]+$/.test(generator) || !existsSync(file)) return common;
  const module = (await import(pathToFileURL(file).href)) as { lab?: Lab };
  if (module.lab === undefined) throw new Error(`${file} should export 'lab'.`);
  return { ...common, ...module.lab };
}
