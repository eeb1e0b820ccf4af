/** A new canvas of whole pixels and its context. */
export function canvasOf(width: number, height: number): readonly [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('Expected a 2D canvas, the browser gave none.');
  return [canvas, context];
}

/**
 * Grain over what is already painted: breaks the bands of dark gradients and makes paint and paper of flat colour.
 * The same grain every time (a linear congruential sequence), so that nothing flickers when a texture is painted again.
 * @param strength Largest change of a pixel's brightness, 0 to 255.
 */
export function grain(context: CanvasRenderingContext2D, strength: number): void {
  const { width, height } = context.canvas;
  const size = 96;
  const [tile, paint] = canvasOf(size, size);
  const data = paint.createImageData(size, size);
  let state = 0x2545f491;
  for (let i = 0; i < data.data.length; i += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const level = (state >>> 24) / 255 - 0.5;
    const white = level > 0 ? 255 : 0;
    data.data[i] = data.data[i + 1] = data.data[i + 2] = white;
    data.data[i + 3] = Math.abs(level) * 2 * strength;
  }
  paint.putImageData(data, 0, 0);
  context.save();
  context.resetTransform();
  context.globalCompositeOperation = 'source-atop';
  context.fillStyle = context.createPattern(tile, 'repeat')!;
  context.fillRect(0, 0, width, height);
  context.restore();
}

/** Sets the largest face in which the words fit into `width`, at most `size`; returns the size. */
export function fitText(
  context: CanvasRenderingContext2D,
  words: string,
  weightAndFace: (size: number) => string,
  size: number,
  width: number,
): number {
  context.font = weightAndFace(size);
  const measured = context.measureText(words).width;
  const fitted = measured > width ? (size * width) / measured : size;
  context.font = weightAndFace(fitted);
  return fitted;
}

/** Breaks words into lines of at most `width` in the face that is set; blanks are where lines may break. */
export function linesOf(context: CanvasRenderingContext2D, words: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && context.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== '') lines.push(line);
  return lines;
}
