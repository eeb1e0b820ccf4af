import { Digits } from './Digits.tsx';
import { OnThePlane } from './OnThePlane.tsx';
import { Shipped } from './Shipped.tsx';

/** EM on the plane, EM on real digits, and the model that ships. */
export function Live() {
  return (
    <>
      <OnThePlane />
      <Digits />
      <Shipped />
    </>
  );
}
