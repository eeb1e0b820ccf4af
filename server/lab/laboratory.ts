import path from 'node:path';
import { z } from 'zod';
import type { CheckpointHeader } from '../ml/checkpoint.ts';
import { DatasetError, type Dataset, type ImageSet, type LoadOptions } from '../ml/dataset.ts';
import type { LoadedClassifier } from '../ml/features/classifier/load.ts';
import { CheckpointError, PromptError, type Generator } from '../ml/generator.ts';
import { LabError, type LabContext } from '../ml/lab.ts';
import { MetricError } from '../ml/metric.ts';
import { findOperation } from './operations.ts';
import type { LabAnswer, LabQuestion, LabRefusal, LabSubject } from './question.ts';
import { readReals } from './reals.ts';
import { Recent } from './recent.ts';

export interface LaboratoryOptions {
  readonly dataDir: string;
  readonly modelsDir: string;
  readonly loadOptions: LoadOptions;
}

interface OpenModel {
  readonly generator: Generator;
  readonly header: CheckpointHeader;
}

/** Models open at once; the one not used for longest is closed. */
const OPEN_MODELS = 3;

/** Answers questions, one after the other. Lives in a process of its own: models are opened in it. */
export class Laboratory {
  readonly #options: LaboratoryOptions;
  readonly #models = new Recent<OpenModel>(OPEN_MODELS, ({ generator }) => generator.dispose());
  readonly #classifiers = new Recent<LoadedClassifier>(2, (classifier) => classifier.dispose());
  readonly #reals = new Map<string, ImageSet>();
  readonly #datasets = new Recent<Dataset>(1);

  constructor(options: LaboratoryOptions) {
    this.#options = options;
  }

  /** Never rejects. */
  async answer({ subject, operation: name, input }: LabQuestion): Promise<LabAnswer> {
    try {
      const operation = await findOperation(subject, name);
      if (!operation) return refuse('lab/unknown', `${whatOf(subject)} has no operation "${name}" in the lab.`);
      const parsed = operation.input.safeParse(input);
      if (!parsed.success) {
        return refuse('lab/bad-input', `The question is not as expected: ${z.prettifyError(parsed.error)}`);
      }
      const model = subject.kind === 'model' ? await this.#open(subject) : null;
      const context = this.#context(subject.dataset, model?.header ?? null);
      // The generator of a data set's operation is never touched: its type says so.
      const value: unknown = await operation.run(model?.generator as Generator, parsed.data as never, context);
      return { ok: true, value };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return refuse(isExpected(error) ? 'lab/refused' : 'server/failed', message);
    }
  }

  dispose(): void {
    this.#models.clear();
    this.#classifiers.clear();
  }

  async #open({ id, path: file }: Extract<LabSubject, { kind: 'model' }>): Promise<OpenModel> {
    const open = this.#models.get(id);
    if (open) return open;
    const { openGenerator } = await import('../ml/generators/open.ts');
    const { generator, header, id: found } = await openGenerator(file);
    if (found !== id) {
      generator.dispose();
      throw new CheckpointError(
        `${file} holds ${found} where ${id} is expected: it was trained anew; load the page again.`,
      );
    }
    const model = { generator, header };
    this.#models.set(id, model);
    return model;
  }

  #context(dataset: string, header: CheckpointHeader | null): LabContext {
    const { dataDir, modelsDir, loadOptions } = this.#options;
    const classifiers = this.#classifiers;
    return {
      get header() {
        if (header === null) throw new Error('An operation of a data set has no checkpoint.');
        return header;
      },
      reals: () => {
        const kept = this.#reals.get(dataset);
        if (kept) return kept;
        const read = readReals(dataDir, dataset);
        // While the gallery is still being filled, the next question should see more.
        if (read.n >= 1000) this.#reals.set(dataset, read);
        return read;
      },
      dataset: async () => {
        const kept = this.#datasets.get(dataset);
        if (kept) return kept;
        const { loadDataset } = await import('../ml/datasets/index.ts');
        const loaded = await loadDataset(dataset, { ...loadOptions, offline: true });
        this.#datasets.set(dataset, loaded);
        return loaded;
      },
      async classifier() {
        const kept = classifiers.get(dataset);
        if (kept) return kept;
        const { loadClassifier } = await import('../ml/features/classifier/load.ts');
        const loaded = await loadClassifier(path.join(modelsDir, dataset, 'classifier.safetensors'));
        classifiers.set(dataset, loaded);
        return loaded;
      },
    };
  }
}

const refuse = (code: LabRefusal['code'], message: string): LabRefusal => ({ ok: false, code, message });

const isExpected = (error: unknown): boolean =>
  [LabError, DatasetError, CheckpointError, PromptError, MetricError, RangeError].some((kind) => error instanceof kind);

const whatOf = (subject: LabSubject): string =>
  subject.kind === 'model' ? `The ${subject.generator} model ${subject.id}` : `The data set ${subject.dataset}`;
