import { useEffect, useState } from 'preact/hooks';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import { LabFailure, useModel } from '../parts/model.tsx';
import type { LiveProps } from '../page.ts';
import type { Codebook, Reading } from './answers.ts';
import { TokenGrid } from './TokenGrid.tsx';
import { Writing } from './Writing.tsx';
import './dvae.css';

/** A real picture as tokens that can be swapped, and the prior that goes on from any of them. */
export function Live(_props: LiveProps) {
  const chosen = useModel('dvae');
  const { model } = chosen;
  const [label, setLabel] = useState(5);
  const [nth, setNth] = useState(0);
  const [tokens, setTokens] = useState<readonly number[] | null>(null);
  const [place, setPlace] = useState(24);
  const codebook = useAnswer<Codebook>(model && { model }, 'codebook', {});
  const reading = useAnswer<Reading>(model && { model }, 'read', { label, nth });
  useEffect(() => setTokens(null), [reading.value]);
  if (chosen.missing) return chosen.missing;
  if (!codebook.value || !reading.value) {
    const failure = codebook.failure ?? reading.failure;
    return failure ? <LabFailure failure={failure} /> : <Loading />;
  }
  const grid = tokens ?? reading.value.tokens;
  return (
    <>
      <TokenGrid
        chosen={chosen}
        codebook={codebook.value}
        reading={reading.value}
        label={label}
        onLabel={(value) => (setLabel(value), setNth(0))}
        onAnother={() => setNth((n) => n + 1)}
        tokens={grid}
        onTokens={setTokens}
        place={place}
        onPlace={setPlace}
      />
      <Writing model={chosen.model!} codebook={codebook.value} label={label} given={grid.slice(0, place + 1)} />
    </>
  );
}
