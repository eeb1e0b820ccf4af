import type { LiveProps } from '../page.ts';
import { Pull } from './Pull.tsx';
import { Walk } from './Walk.tsx';
import './vae.css';

/** The two parts of the bound pulling on each other, then a walk over the codes. */
export function Live(_props: LiveProps) {
  return (
    <>
      <Pull />
      <Walk />
    </>
  );
}
