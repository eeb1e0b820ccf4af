import { useState } from 'preact/hooks';
import type { ModelInfo, Words } from '../../../shared/protocol/http.ts';
import { datasetPlace, datasetTitle } from '../../play/generators.ts';
import { usePolled } from '../../net/usePolled.ts';
import { Choices } from '../../ui/Field.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { sentenceOf } from '../../ui/Notice.tsx';
import { say } from '../words.ts';
import type { Failure } from './ask.ts';

const words = {
  pictures: { en: 'Trained on', ko: '학습한 그림' },
  none: {
    en: 'No model of this kind is here yet. Train one on the training page, and this part comes alive.',
    ko: '이 종류의 모델이 아직 없습니다. 학습 페이지에서 학습하면 이 부분이 움직입니다.',
  },
} satisfies Record<string, Words>;

export interface ChosenModel {
  readonly model: ModelInfo | null;
  /** The newest shipped or trained model of this rung for each data set. */
  readonly models: readonly ModelInfo[];
  readonly choose: (id: string) => void;
  /** Stands in for the live part while there is no model: on its way, away, or none trained yet. Null where there is one. */
  readonly missing: ReturnType<typeof Loading> | null;
}

/** The model of a rung that the page asks: MNIST's unless another is chosen. @param generator null waits */
export function useModel(generator: string): ChosenModel {
  const { value, failure } = usePolled<readonly ModelInfo[]>('api/models', 15_000);
  const [chosen, choose] = useState<string | null>(null);
  const models = bestOf((value ?? []).filter((model) => model.generator === generator));
  const model = models.find(({ id }) => id === chosen) ?? models[0] ?? null;
  const missing =
    model !== null ? null : value !== null ? (
      <Notice>{say(words.none)}</Notice>
    ) : failure ? (
      <FailureNotice code={failure} />
    ) : (
      <Loading />
    );
  return { model, models, choose, missing };
}

/** One model a data set: shipped before own, later before earlier. */
function bestOf(models: readonly ModelInfo[]): ModelInfo[] {
  const best = new Map<string, ModelInfo>();
  for (const model of models) {
    const rival = best.get(model.dataset);
    if (!rival || Number(model.shipped) >= Number(rival.shipped)) best.set(model.dataset, model);
  }
  return [...best.values()].sort((a, b) => datasetPlace(a.dataset) - datasetPlace(b.dataset));
}

/** Which data set's model; nothing where there is one only. */
export function ModelChoice({ model, models, choose }: ChosenModel) {
  if (models.length < 2 || model === null) return null;
  return (
    <Choices
      label={say(words.pictures)}
      value={model.id}
      onChange={choose}
      options={models.map(({ id, dataset }) => ({ value: id, label: datasetTitle(dataset) }))}
    />
  );
}

/** What went wrong with an answer, in words. */
export function LabFailure({ failure }: { readonly failure: Failure | null }) {
  return failure && <Notice bad>{sentenceOf(failure.code, { message: failure.message })}</Notice>;
}
