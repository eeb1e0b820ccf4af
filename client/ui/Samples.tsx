import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { crispScale } from './crisp.ts';

/** How the server lays samples out: so many in a row and rows, on a dark ground, with a gap around each. */
export interface Layout {
  readonly columns: number;
  readonly rows: number;
}

/** Samples of a model at fixed seeds. */
export const MODEL_GRID: Layout = { columns: 8, rows: 8 };
/** Pixels between the samples of a grid. */
export const GAP = 1;

/** Pixels from the start of one sample to the start of the next. @param side Of the whole grid, @param count samples along it. */
export const pitchOf = (side: number, count: number): number => (side - GAP) / count;

const loaded = new Map<string, Promise<HTMLImageElement>>();

/** The grid at an address; fetched once for each address. Rejects where there is none. */
export function gridImage(url: string): Promise<HTMLImageElement> {
  const known = loaded.get(url);
  if (known) return known;
  const image = new Image();
  image.src = url;
  const grid = image.decode().then(() => image);
  loaded.set(url, grid);
  grid.catch(() => loaded.delete(url));
  return grid;
}

/** The grid at an address; while the next one loads, the one before stays. */
function useGridImage(url: string | null): HTMLImageElement | null {
  const [grid, setGrid] = useState<HTMLImageElement | null>(null);
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
  readonly layout?: Layout;
  /** First sample, counted along the rows, and how many across and down. */
  readonly first?: number;
  readonly across: number;
  readonly down?: number;
  /** CSS pixels that the width may take. */
  readonly room: number;
  readonly label: string;
}

/** A crop of a sample grid at a whole number of device pixels for each picture pixel. */
export function Samples({ url, layout = MODEL_GRID, first = 0, across, down = across, room, label }: SamplesProps) {
  const grid = useGridImage(url);
  const pitchX = grid === null ? USUAL + GAP : pitchOf(grid.naturalWidth, layout.columns);
  const pitchY = grid === null ? USUAL + GAP : pitchOf(grid.naturalHeight, layout.rows);
  const scale = crispScale(pitchX * across - GAP, room, devicePixelRatio);
  const style: JSX.CSSProperties = {
    width: `${(pitchX * across - GAP) * scale}px`,
    height: `${(pitchY * down - GAP) * scale}px`,
  };
  if (grid !== null) {
    const left = GAP + (first % layout.columns) * pitchX;
    const top = GAP + Math.floor(first / layout.columns) * pitchY;
    style.backgroundImage = `url("${grid.src}")`;
    style.backgroundSize = `${grid.naturalWidth * scale}px ${grid.naturalHeight * scale}px`;
    style.backgroundPosition = `${-left * scale}px ${-top * scale}px`;
  }
  return (
    <span
      class={`samples pixels${grid === null ? ' samples--empty' : ''}`}
      role="img"
      aria-label={label}
      style={style}
    />
  );
}

/** Side of the pictures most data sets have; keeps the place until the grid is there. */
const USUAL = 28;
