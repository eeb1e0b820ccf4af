/**
 * The largest size at which every picture pixel covers the same whole number of device pixels.
 * @param pixels Side of the picture in its own pixels.
 * @param room CSS pixels there are.
 * @param ratio Device pixels for one CSS pixel.
 * @returns CSS pixels for one picture pixel; at least one device pixel.
 */
export function crispScale(pixels: number, room: number, ratio: number): number {
  return Math.max(1, Math.floor((room * ratio) / pixels)) / ratio;
}
