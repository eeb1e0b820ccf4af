import { useMemo, useState } from 'preact/hooks';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import { LabFailure, useModel } from '../parts/model.tsx';
import type { LiveProps } from '../page.ts';
import { biasesOf, filtersOf } from './boltzmann.ts';
import type { BiasesAnswer, FiltersAnswer } from './boltzmann.ts';
import { Machine } from './Machine.tsx';

/** Fetches the weights of the shipped machine; the chain runs in the page. */
export function Live(_props: LiveProps) {
  const chosen = useModel('rbm');
  const { model } = chosen;
  const [label, setLabel] = useState(3);
  const weights = useAnswer<FiltersAnswer>(model && { model }, 'filters', {});
  const own = useAnswer<BiasesAnswer>(model && { model }, 'biases', { label });
  const filters = useMemo(() => weights.value && filtersOf(weights.value), [weights.value]);
  const biases = useMemo(() => own.value && biasesOf(own.value), [own.value]);
  if (chosen.missing) return chosen.missing;
  const failure = weights.failure ?? own.failure;
  if (failure && !(filters && biases)) return <LabFailure failure={failure} />;
  // While another machine is on its way, its parts do not belong together yet.
  const together =
    filters && biases && biases.hidden.length === filters.hidden && biases.visible.length === filters.visible;
  if (!weights.value || !together) return <Loading />;
  return (
    <Machine
      key={model?.id}
      chosen={chosen}
      filters={filters}
      biases={biases}
      shape={weights.value.shape}
      label={label}
      onLabel={setLabel}
    />
  );
}
