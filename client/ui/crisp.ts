/**
 * The largest size at which every picture pixel covers the same whole number of device pixels; where not even one device
 * pixel each fits, every whole-numbered one of them is shown.
 * @param pixels Side of the picture in its own pixels.
 * @param room CSS pixels there are.
 * @param ratio Device pixels for one CSS pixel.
 * @returns CSS pixels for one picture pixel.
 */
export function crispScale(pixels: number, room: number, ratio: number): number {
  const fits = (room * ratio) / pixels;
  return (fits >= 1 ? Math.floor(fits) : 1 / Math.ceil(1 / fits)) / ratio;
}
