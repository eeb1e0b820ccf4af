import type { LiveProps } from '../page.ts';
import { Draws } from './Draws.tsx';
import { Spaces } from './Spaces.tsx';

/** Two spaces of codes beside each other, then one decoder fed in two ways. */
export function Live(_props: LiveProps) {
  return (
    <>
      <Spaces />
      <Draws />
    </>
  );
}
