import type { LiveProps } from '../page.ts';
import { PixelTables } from './PixelTables.tsx';
import { Thumbnails } from './Thumbnails.tsx';
import { TooLarge } from './TooLarge.tsx';

/** The exact table of tiny pictures, why it can't grow, and what is done instead. */
export function Live(_props: LiveProps) {
  return (
    <>
      <Thumbnails />
      <TooLarge />
      <PixelTables />
    </>
  );
}
