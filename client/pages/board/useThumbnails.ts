import { useEffect, useState } from 'preact/hooks';
import { GAP, MODEL_GRID, gridImage, pitchOf } from '../../ui/Samples.tsx';
import { modelGrid } from '../modelGrid.ts';

/** Ivory around a thumbnail, in pixels of its samples. */
const MARGIN = 3;

export interface Thumbnail {
  /** A data URL, so that a saved plot holds it. */
  readonly src: string;
  /** Picture pixels with the margin. */
  readonly side: number;
}

/** Some samples of each model on ivory; those that cannot be read are left out. @param across 1 or 2 samples a side */
export function useThumbnails(ids: readonly string[], across: number): ReadonlyMap<string, Thumbnail> {
  const [thumbnails, setThumbnails] = useState<ReadonlyMap<string, Thumbnail>>(new Map());
  const wanted = ids.join('\n');
  useEffect(() => {
    let here = true;
    setThumbnails(new Map());
    for (const id of ids) {
      gridImage(modelGrid(id)).then(
        (image) => here && setThumbnails((known) => new Map(known).set(id, thumbnailOf(image, across))),
        () => undefined,
      );
    }
    return () => {
      here = false;
    };
  }, [wanted, across]);
  return thumbnails;
}

function thumbnailOf(image: HTMLImageElement, across: number): Thumbnail {
  const width = across * pitchOf(image.naturalWidth, MODEL_GRID.columns) - GAP;
  const height = across * pitchOf(image.naturalHeight, MODEL_GRID.rows) - GAP;
  const canvas = document.createElement('canvas');
  canvas.width = width + 2 * MARGIN;
  canvas.height = height + 2 * MARGIN;
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#f3ead8';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, GAP, GAP, width, height, MARGIN, MARGIN, width, height);
  return { src: canvas.toDataURL(), side: canvas.width };
}
