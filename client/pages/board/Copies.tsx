import { useState } from 'preact/hooks';
import { t } from '../../i18n/index.ts';
import type { Plot } from '../../ui/Chart.tsx';

interface CopiesProps {
  /** Of saved files, without an ending. */
  readonly name: string;
  readonly csv?: () => string;
  readonly latex?: () => string;
  /** Draws on paper, for SVG and PNG. */
  readonly plot?: (plot: Plot) => SVGSVGElement;
}

/** Device pixels of a saved PNG for one of the plot. */
const SCALE = 3;

/** Takes a table or a plot away: text to the clipboard, pictures as files. */
export function Copies({ name, csv, latex, plot }: CopiesProps) {
  const [done, setDone] = useState<string | null>(null);
  const tell = (words: string): void => {
    setDone(words);
    setTimeout(() => setDone(null), 2500);
  };
  const copy = async (text: string, ending: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      tell(t('board.copied'));
    } catch {
      // A page that came over plain HTTP from another machine has no clipboard.
      save(new Blob([text], { type: 'text/plain' }), `${name}.${ending}`);
      tell(t('board.saved'));
    }
  };
  const drawn = async (): Promise<string> =>
    new XMLSerializer().serializeToString(plot!(await import('@observablehq/plot')));
  return (
    <div class="copies">
      <span class="small quiet" role="status">
        {done}
      </span>
      {csv && <CopyButton words="CSV" onClick={() => void copy(csv(), 'csv')} />}
      {latex && <CopyButton words="LaTeX" onClick={() => void copy(latex(), 'tex')} />}
      {plot && (
        <>
          <CopyButton
            words="SVG"
            onClick={() => void drawn().then((svg) => save(new Blob([svg], { type: 'image/svg+xml' }), `${name}.svg`))}
          />
          <CopyButton
            words="PNG"
            onClick={() =>
              void drawn()
                .then(pngOf)
                .then((png) => save(png, `${name}.png`))
            }
          />
        </>
      )}
    </div>
  );
}

function CopyButton({ words, onClick }: { readonly words: string; readonly onClick: () => void }) {
  return (
    <button type="button" class="copies__one" title={t('board.copyAs', { format: words })} onClick={onClick}>
      {words}
    </button>
  );
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the blob by the next task.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth * SCALE, image.naturalHeight * SCALE);
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob();
}
