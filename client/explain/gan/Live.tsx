import { NewJudge } from './NewJudge.tsx';
import { OnThePlane } from './OnThePlane.tsx';
import { Walk } from './Walk.tsx';

/** A walk through the shipped model, the duel on the plane, and a new judge for the shipped model. */
export function Live() {
  return (
    <>
      <Walk />
      <OnThePlane />
      <NewJudge />
    </>
  );
}
