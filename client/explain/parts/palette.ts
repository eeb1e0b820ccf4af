/** Colours of parts that are told apart: bright on the dark wall, also for eyes that mix red and green. */
export const PALETTE: readonly (readonly [number, number, number])[] = [
  [230, 190, 100],
  [99, 178, 222],
  [226, 118, 104],
  [134, 205, 150],
  [190, 140, 220],
  [243, 234, 216],
  [240, 150, 190],
  [110, 215, 210],
  [176, 176, 100],
  [150, 150, 160],
];

export const colourOf = (index: number): string => `rgb(${PALETTE[index % PALETTE.length]!.join(' ')})`;

/** The colours of the parts, mixed in their shares. */
export function blended(shares: ArrayLike<number>): string {
  const sum = [0, 0, 0];
  for (let c = 0; c < shares.length; c++)
    for (let j = 0; j < 3; j++) sum[j]! += shares[c]! * PALETTE[c % PALETTE.length]![j]!;
  return `rgb(${sum.map(Math.round).join(' ')})`;
}
