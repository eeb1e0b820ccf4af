import { useEffect, useRef } from 'preact/hooks';
import type { PictureData } from '../parts/bytes.ts';

interface TilesProps {
  /** A patch for each code. */
  readonly patches: readonly PictureData[];
  /** Row by row; null is a place not written yet. */
  readonly tokens: readonly (number | null)[];
  readonly columns: number;
  readonly label: string;
  readonly nameOf: (place: number) => string;
  readonly size: 'large' | 'small';
  readonly picked?: number;
  /** Makes each a button; arrow keys move between them. */
  readonly onPick?: (place: number) => void;
}

const STEPS: Readonly<Record<string, (columns: number) => number>> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: (columns) => -columns,
  ArrowDown: (columns) => columns,
};

/** Tokens as the patches they stand for. One stop of the tab key; arrows go about inside. */
export function Tiles({ patches, tokens, columns, label, nameOf, size, picked, onPick }: TilesProps) {
  const root = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent, place: number): void {
    const next = place + (STEPS[event.key]?.(columns) ?? Number.NaN);
    if (!(next >= 0 && next < tokens.length)) return;
    event.preventDefault();
    onPick?.(next);
    (root.current?.children[next] as HTMLElement | undefined)?.focus();
  }
  return (
    <div
      ref={root}
      class={`tiles tiles--${size}`}
      style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}
      role="group"
      aria-label={label}
    >
      {tokens.map((token, i) =>
        onPick ? (
          <button
            type="button"
            key={i}
            class="tiles__one"
            tabIndex={i === (picked ?? 0) ? 0 : -1}
            aria-pressed={i === picked}
            aria-label={nameOf(i)}
            onClick={() => onPick(i)}
            onKeyDown={(event) => onKeyDown(event, i)}
          >
            {token !== null && <Patch picture={patches[token]!} />}
          </button>
        ) : (
          <span key={i} class={token === null ? 'tiles__one tiles__one--open' : 'tiles__one'} aria-label={nameOf(i)}>
            {token !== null && <Patch picture={patches[token]!} />}
          </span>
        ),
      )}
    </div>
  );
}

function Patch({ picture }: { readonly picture: PictureData }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, channels, pixels } = picture;
  useEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    const image = context.createImageData(width, height);
    for (let i = 0; i < width * height; i++) {
      for (let c = 0; c < 3; c++) image.data[4 * i + c] = pixels[i * channels + (channels === 3 ? c : 0)]!;
      image.data[4 * i + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [picture]);
  return <canvas ref={canvas} class="tiles__patch" width={width} height={height} aria-hidden="true" />;
}
