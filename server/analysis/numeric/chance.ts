/** Uniform integers in [0, n): sfc32 (Chris Doty-Humphrey, PractRand), seeded by one number; equal seeds, equal draws. */
export function integersFrom(seed: number): (n: number) => number {
  let a = seed | 0;
  let b = 0x9e3779b9 | 0;
  let c = 0x243f6a88;
  let counter = 1;
  const word = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 16; i++) word();
  return (n) => Math.floor((word() / 4294967296) * n);
}
