/**
 * Half precision (IEEE 754 binary16): 1 bit of sign, 5 of exponent, 10 of fraction; to 65504, three digits. Node 20 has no array
 * of it, so values are kept as the 16 bits.
 */
const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

/** The nearest half, ties to even; beyond 65504 infinite. @returns its 16 bits */
export function toHalf(value: number): number {
  float[0] = value;
  const all = bits[0]!;
  const sign = (all >>> 16) & 0x8000;
  const exponent = (all >>> 23) & 0xff;
  const fraction = all & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00 | (fraction ? 0x200 : 0);
  const power = exponent - 127 + 15;
  if (power >= 31) return sign | 0x7c00;
  if (power < -10) return sign;
  // Below its smallest normal number a half has no leading one of its own, and fewer digits.
  const shift = power > 0 ? 13 : 14 - power;
  const significand = power > 0 ? (power << 23) | fraction : fraction | 0x800000;
  const kept = significand >>> shift;
  const rest = significand & ((1 << shift) - 1);
  const middle = 1 << (shift - 1);
  // A carry out of the fraction raises the exponent, as it should.
  return sign | (kept + (rest > middle || (rest === middle && kept & 1) ? 1 : 0));
}

/** Value of 16 bits of a half; exact. */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The halves of some numbers where each is one exactly, bit for bit; else null. */
export function asHalves(values: Float32Array): Uint16Array | null {
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    halves[i] = toHalf(values[i]!);
    if (!Object.is(fromHalf(halves[i]!), values[i]!) || Number.isNaN(values[i]!)) return null;
  }
  return halves;
}
