import { describe, expect, it } from 'vitest';
import { rngFor } from '../random.ts';
import { encodeIdx, parseIdx } from './idx.ts';

describe('IDX', () => {
  it('gives back what was encoded, for any sizes', () => {
    const rng = rngFor('idx');
    for (let round = 0; round < 20; round++) {
      const dims = round % 2 === 0 ? [rng.int(9)] : [rng.int(5), 1 + rng.int(7), 1 + rng.int(7)];
      const data = Uint8Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => rng.int(256));
      const bytes = encodeIdx({ dims, data });
      expect(parseIdx(bytes, 'it', dims.length)).toEqual({ dims, data });
      // At any offset of a larger buffer, as files read from disk are.
      const shifted = new Uint8Array(bytes.length + 3);
      shifted.set(bytes, 3);
      expect(parseIdx(shifted.subarray(3), 'it', dims.length).data).toEqual(data);
    }
  });

  it('names the file that is cut off anywhere, too long, or of another kind', () => {
    const bytes = encodeIdx({ dims: [2, 3, 3], data: new Uint8Array(18) });
    for (let length = 0; length < bytes.length; length++) {
      expect(() => parseIdx(bytes.subarray(0, length), 'train-images', 3)).toThrow(
        length < 16
          ? `train-images should be an IDX file but holds only ${length} bytes`
          : `holds ${length - 16}; it is cut off`,
      );
    }
    expect(() =>
      parseIdx(
        new Uint8Array(35).map((_, k) => bytes[k] ?? 0),
        'it',
        3,
      ),
    ).toThrow('2 x 3 x 3 values, 18 bytes, but holds 19');
    expect(() => parseIdx(bytes, 'it', 1)).toThrow('magic number 0x00000801 but begins with 0x00000803');
    const floats = bytes.slice();
    floats[2] = 0x0d;
    expect(() => parseIdx(floats, 'it', 3)).toThrow('begins with 0x00000d03');
  });
});
