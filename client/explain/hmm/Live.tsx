import type { LiveProps } from '../page.ts';
import { Path } from './Path.tsx';
import { Write } from './Write.tsx';

/** Writing with the chain, then reading with it. */
export function Live(_props: LiveProps) {
  return (
    <>
      <Write />
      <Path />
    </>
  );
}
