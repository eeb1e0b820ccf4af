import { readGrey } from './grey.ts';

/** What a glance takes in of a picture; no number needs a trained model or knows the source. */
export interface Looks {
  /** Pixels between paper and ink, for each pixel of ink: haze and soft edges. */
  readonly haze: number;
  /** Curvature of brightness over its slope: low where edges are smeared, high where they are torn. */
  readonly roughness: number;
  /** Faint pixels without ink beside them, for each pixel of ink: dust. */
  readonly dust: number;
}

const INK = 128;

/** @param png of any size, read as grey */
export function looksOf(png: Buffer): Looks {
  const { width, height, values } = readGrey(png);
  const at = (x: number, y: number): number => values[y * width + x]!;
  let [ink, between, faint, slope, curvature] = [0, 0, 0, 0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const here = at(x, y);
      if (here >= INK) ink++;
      if (here >= 32 && here < 192) between++;
      const right = x + 1 < width ? at(x + 1, y) : here;
      const below = y + 1 < height ? at(x, y + 1) : here;
      slope += Math.abs(right - here) + Math.abs(below - here);
      const inside = x > 0 && y > 0 && x + 1 < width && y + 1 < height;
      if (inside) curvature += Math.abs(4 * here - at(x - 1, y) - at(x, y - 1) - right - below);
      if (here > 8 && here < INK && !inkAround(x, y)) faint++;
    }
  ink = Math.max(1, ink);
  return { haze: between / ink, roughness: curvature / Math.max(1, slope), dust: faint / ink };

  function inkAround(x: number, y: number): boolean {
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) if (at(u, v) >= INK) return true;
    return false;
  }
}
