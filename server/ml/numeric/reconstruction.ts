/**
 * Mean squared error a pixel of each reconstruction, on the scale of 0 (black) to 1 (white).
 *
 * @param images 0 to 255 [n, size]
 * @param means reconstructions, 0 to 1 [n, size]
 * @returns [n]
 */
export function squaredErrors(images: Uint8Array, means: Float32Array, size: number): Float64Array {
  const errors = new Float64Array(images.length / size);
  for (let j = 0; j < images.length; j++) errors[Math.floor(j / size)]! += (images[j]! / 255 - means[j]!) ** 2 / size;
  return errors;
}
