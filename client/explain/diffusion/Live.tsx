import { Drowned } from './Drowned.tsx';
import { Sampler } from './Sampler.tsx';

/** Noise onto a real picture and back, then the sampler on its way. */
export function Live() {
  return (
    <>
      <Drowned />
      <Sampler />
    </>
  );
}
