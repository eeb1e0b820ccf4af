import { useEffect, useRef } from 'preact/hooks';
import { crispScale } from '../../ui/crisp.ts';
import { rootSize, useRoom } from '../sheet.ts';
import type { PictureData } from './bytes.ts';

interface PictureProps {
  readonly picture: PictureData;
  /** Side that it may take, in rem; never wider than the window. */
  readonly rem: number;
  /** What it shows, for those who do not see it; '' where words beside it say so. */
  readonly label: string;
  /** Instead of grey: value 0 to 255 to red, green, blue. */
  readonly colours?: (value: number) => readonly [number, number, number];
}

/** A picture at a whole number of device pixels for each of its own. */
export function Picture({ picture, rem, label, colours }: PictureProps) {
  const roomOf = useRoom();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = picture;
  useEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    const image = context.createImageData(width, height);
    paint(picture, image.data, colours);
    context.putImageData(image, 0, 0);
  }, [picture, colours]);
  const scale = crispScale(Math.max(width, height), roomOf(rem), devicePixelRatio);
  return (
    <canvas
      ref={canvas}
      class="lab-picture"
      width={width}
      height={height}
      style={{ width: `${width * scale}px`, height: `${height * scale}px` }}
      role="img"
      aria-label={label}
      aria-hidden={label === '' ? 'true' : undefined}
    />
  );
}

function paint({ pixels, channels }: PictureData, out: Uint8ClampedArray, colours?: PictureProps['colours']): void {
  for (let i = 0, at = 0; at < pixels.length; i += 4, at += channels) {
    const grey = pixels[at]!;
    const [r, g, b] = colours
      ? colours(grey)
      : channels === 3
        ? [grey, pixels[at + 1]!, pixels[at + 2]!]
        : [grey, grey, grey];
    out[i] = r!;
    out[i + 1] = g!;
    out[i + 2] = b!;
    out[i + 3] = 255;
  }
}

/** Below the middle oxblood, above it brass, the middle black: for weights, directions and differences. */
export function signedColours(value: number): readonly [number, number, number] {
  const x = (value - 127.5) / 127.5;
  return x < 0 ? [-x * 214, -x * 80, -x * 72] : [x * 243, x * 205, x * 130];
}

interface PicturesProps {
  readonly pictures: readonly PictureData[];
  readonly across: number;
  /** Width of all of them together, in rem. */
  readonly rem: number;
  readonly label: string;
  /** Words under each. */
  readonly captions?: readonly string[];
  /** Makes each a button. */
  readonly onPick?: (index: number) => void;
  readonly picked?: number | null;
  readonly colours?: PictureProps['colours'];
}

/** Pictures in rows. */
export function Pictures({ pictures, across, rem, label, captions, onPick, picked, colours }: PicturesProps) {
  const roomOf = useRoom();
  const each = roomOf(rem) / rootSize() / across - 0.35;
  return (
    <div
      class="lab-pictures"
      style={{ gridTemplateColumns: `repeat(${across}, auto)` }}
      role="group"
      aria-label={label}
    >
      {pictures.map((picture, i) => {
        const words = captions?.[i];
        const inside = (
          <>
            <Picture picture={picture} rem={each} label={words ? '' : `${label} ${i + 1}`} colours={colours} />
            {words !== undefined && <span class="lab-pictures__caption figures">{words}</span>}
          </>
        );
        return onPick ? (
          <button
            type="button"
            key={i}
            class="lab-pictures__one lab-pictures__one--pick"
            aria-pressed={picked === i}
            onClick={() => onPick(i)}
          >
            {inside}
          </button>
        ) : (
          <span key={i} class="lab-pictures__one">
            {inside}
          </span>
        );
      })}
    </div>
  );
}
