export const WIDTH = 760;
export const INK = '#1d1d1f';
export const FAINT = '#dcdce0';
/** Told apart by people who see few colours, and by lightness in print. */
export const COLOURS = ['#0b5cad', '#c2410c', '#3f7d20', '#7c3aed', '#8a6a00', '#be185d', '#0f766e', '#475569'];

export type Anchor = 'start' | 'middle' | 'end';

export const px = (x: number): string => String(Number(x.toFixed(1)));

export function svg(height: number, title: string, parts: readonly string[]): string {
  return `<svg viewBox="0 0 ${WIDTH} ${px(height)}" width="${WIDTH}" height="${px(height)}" role="img" aria-label="${escape(title)}" font-family="Helvetica,Arial,sans-serif" font-size="13">${parts.join('')}</svg>`;
}

export function line(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  colour: string,
  width = 1,
  dashes?: string,
): string {
  return `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="${colour}" stroke-width="${width}"${dashes ? ` stroke-dasharray="${dashes}"` : ''}/>`;
}

export function text(x: number, y: number, words: string, anchor: Anchor = 'middle', colour = INK): string {
  return `<text x="${px(x)}" y="${px(y)}" text-anchor="${anchor}" fill="${colour}">${escape(words)}</text>`;
}

/** The i-th kind of mark: circle, square, diamond, triangle. */
export function mark(i: number, x: number, y: number, colour: string): string {
  const shape = i % 4;
  if (shape === 0) return `<circle cx="${px(x)}" cy="${px(y)}" r="4.5" fill="${colour}"/>`;
  if (shape === 1) return `<rect x="${px(x - 4)}" y="${px(y - 4)}" width="8" height="8" fill="${colour}"/>`;
  const corners =
    shape === 2
      ? [
          [0, -5.5],
          [5.5, 0],
          [0, 5.5],
          [-5.5, 0],
        ]
      : [
          [0, -5],
          [5, 4],
          [-5, 4],
        ];
  return `<polygon points="${corners.map(([dx, dy]) => `${px(x + dx!)},${px(y + dy!)}`).join(' ')}" fill="${colour}"/>`;
}

export const shortened = (name: string): string => (name.length > 34 ? `${name.slice(0, 33)}…` : name);

/** About how wide words are. Pixels. */
export const widthOf = (words: string): number => 7.2 * shortened(words).length;

/** A minus that is as wide as a plus. */
const signed = (digits: string): string => digits.replace(/^-/, '−');

export function digits(x: number): string {
  if (Math.abs(x) >= 100) return signed(Math.round(x).toLocaleString('en'));
  return signed(String(Number(x.toFixed(Math.abs(x) >= 10 ? 1 : 3))));
}

/** Places after the point with which all of these are written: three figures of the largest, three places at most. */
export function placesOf(numbers: readonly number[]): number {
  const most = numbers.reduce((so, x) => Math.max(so, Math.abs(x)), 0);
  return most < 1 ? 3 : most < 10 ? 2 : most < 100 ? 1 : 0;
}

export function fixed(x: number, places: number): string {
  return signed(places === 0 ? Math.round(x).toLocaleString('en') : x.toFixed(places));
}

/** For text and attributes of HTML and SVG. */
export function escape(words: string): string {
  return words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
