import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { crispScale } from './crisp.ts';

/** A grid of 8 x 8 samples as the server draws it. */
export const GRID_SIDE = 8;

interface GridImage {
  readonly image: HTMLImageElement;
  /** Side of one sample in its own pixels. */
  readonly cell: number;
}

const loaded = new Map<string, Promise<GridImage>>();

/** The grid at an address; fetched once for each address. Rejects where there is none. */
export function gridImage(url: string): Promise<GridImage> {
  const known = loaded.get(url);
  if (known) return known;
  const image = new Image();
  image.src = url;
  const grid = image.decode().then(() => ({ image, cell: image.naturalWidth / GRID_SIDE }));
  loaded.set(url, grid);
  grid.catch(() => loaded.delete(url));
  return grid;
}

export function useGridImage(url: string | null): GridImage | null {
  const [grid, setGrid] = useState<GridImage | null>(null);
  useEffect(() => {
    let here = true;
    if (url === null) setGrid(null);
    else
      gridImage(url).then(
        (found) => here && setGrid(found),
        () => here && setGrid(null),
      );
    return () => {
      here = false;
    };
  }, [url]);
  return grid;
}

interface SamplesProps {
  /** Address of the grid. */
  readonly url: string | null;
  /** First sample (0 to 63) and how many across and down. */
  readonly first?: number;
  readonly across: number;
  readonly down?: number;
  /** CSS pixels that the width may take. */
  readonly room: number;
  readonly label: string;
}

/** A crop of a sample grid, whole device pixels for each picture pixel, in an ivory passe-partout. */
export function Samples({ url, first = 0, across, down = across, room, label }: SamplesProps) {
  const grid = useGridImage(url);
  const cell = grid?.cell ?? 28;
  const scale = crispScale(cell * across, room, devicePixelRatio);
  const style: JSX.CSSProperties = {
    width: `${cell * across * scale}px`,
    height: `${cell * down * scale}px`,
  };
  if (grid !== null) {
    style.backgroundImage = `url("${grid.image.src}")`;
    style.backgroundSize = `${cell * GRID_SIDE * scale}px`;
    style.backgroundPosition = `${-(first % GRID_SIDE) * cell * scale}px ${-Math.floor(first / GRID_SIDE) * cell * scale}px`;
  }
  return <span class={`samples pixels${grid === null ? ' samples--empty' : ''}`} role="img" aria-label={label} style={style} />;
}
