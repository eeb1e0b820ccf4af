import type { LiveProps } from '../page.ts';
import { Digits } from './Digits.tsx';
import { OnThePlane } from './OnThePlane.tsx';

/** The bell curve on the plane, then the same over real digits. */
export function Live(_props: LiveProps) {
  return (
    <>
      <OnThePlane />
      <Digits />
    </>
  );
}
