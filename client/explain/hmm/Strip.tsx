import { useEffect, useRef } from 'preact/hooks';
import type { PictureData } from '../parts/bytes.ts';

/** One line of a picture, as wide as its place. */
export function Strip({ line }: { readonly line: PictureData }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, channels, pixels } = line;
  useEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    const image = context.createImageData(width, 1);
    for (let i = 0; i < width; i++) {
      for (let c = 0; c < 3; c++) image.data[i * 4 + c] = pixels[i * channels + (channels === 3 ? c : 0)]!;
      image.data[i * 4 + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [line]);
  return <canvas ref={canvas} class="hmm__strip" width={width} height={1} aria-hidden="true" />;
}
