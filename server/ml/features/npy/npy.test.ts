import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeNpy } from '../../../cli/parts/npy.ts';
import { NpyError } from './header.ts';
import { openNpy } from './open.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'uncanny-npy-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As numpy.save writes it: header of the given version, then the numbers. */
function npy(descr: string, fortran: boolean, shape: readonly number[], data: Uint8Array, version = 1): Buffer {
  const dictionary = `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }\n`;
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  if (version === 1) length.writeUInt16LE(dictionary.length);
  else length.writeUInt32LE(dictionary.length);
  const magic = Buffer.from([0x93, ...Buffer.from('NUMPY'), version, 0]);
  return Buffer.concat([magic, length, Buffer.from(dictionary), data]);
}

async function kept(name: string, bytes: Uint8Array): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
}

const values = Float64Array.from({ length: 24 }, (_, i) => i * 1.5 - 7);

function bytesOf(descr: string, numbers: ArrayLike<number>): Uint8Array {
  const size = Number(descr[2]);
  const view = new DataView(new ArrayBuffer(numbers.length * size));
  for (let i = 0; i < numbers.length; i++) {
    if (size === 4) view.setFloat32(i * 4, numbers[i]!, descr[0] === '<');
    else view.setFloat64(i * 8, numbers[i]!, descr[0] === '<');
  }
  return new Uint8Array(view.buffer);
}

/** A [4, 2, 3] array given in C order, in Fortran order. */
function inFortranOrder(numbers: Float64Array): Float64Array {
  const out = new Float64Array(24);
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 2; j++) for (let k = 0; k < 3; k++) out[i + 4 * (j + 2 * k)] = numbers[(i * 2 + j) * 3 + k]!;
  }
  return out;
}

describe('a .npy file', () => {
  it('gives its rows in either order, either byte order, in memory or from the disk', async () => {
    for (const descr of ['<f4', '>f4', '<f8', '>f8']) {
      for (const fortran of [false, true]) {
        for (const hold of [0, 1e6]) {
          const stored = bytesOf(descr, fortran ? inFortranOrder(values) : values);
          const file = await kept('array.npy', npy(descr, fortran, [4, 2, 3], stored, hold === 0 ? 2 : 1));
          const rows = await openNpy(file, { hold });
          expect([rows.n, rows.d, rows.shape]).toEqual([4, 6, [4, 2, 3]]);
          expect(await rows.rows(1, 3)).toEqual(values.slice(6, 18));
          expect(await rows.gather([3, 0])).toEqual(Float64Array.of(...values.slice(18), ...values.slice(0, 6)));
          await rows.close();
        }
      }
    }
  });

  it('of uint8 that this program wrote itself is read, too', async () => {
    const rows = await openNpy(await kept('bytes.npy', encodeNpy(Uint8Array.of(0, 1, 254, 255), [2, 2])));
    expect([rows.kind, await rows.rows(0, 2)]).toEqual(['uint8', Float64Array.of(0, 1, 254, 255)]);
    await rows.close();
  });

  it('that is missing, no such file, cut short, too long, or of another type is told in one sentence', async () => {
    const whole = npy('<f8', false, [4, 6], bytesOf('<f8', values));
    const wrong: [string, RegExp][] = [
      [path.join(folder, 'nowhere.npy'), /There is no file/],
      [folder, /is no file/],
      [await kept('empty.npy', new Uint8Array(0)), /is empty/],
      [await kept('text.npy', Buffer.from('x,y\n1,2\n3,4\n5,6\n')), /should be a NumPy .npy file/],
      [await kept('short.npy', whole.subarray(0, whole.length - 1)), /should hold 192 bytes .* cut short/],
      [await kept('long.npy', Buffer.concat([whole, whole])), /more than its header says/],
      [await kept('header.npy', whole.subarray(0, 30)), /ends within its header/],
      [await kept('ints.npy', npy('<i8', false, [3], new Uint8Array(24))), /dtype <i8 .* astype/],
      [await kept('version.npy', npy('<f8', false, [3], new Uint8Array(24), 9)), /version 9/],
      [await kept('scalar.npy', npy('<f8', false, [], new Uint8Array(8))), /single number/],
    ];
    for (const [file, message] of wrong) {
      await expect(openNpy(file)).rejects.toThrow(NpyError);
      await expect(openNpy(file)).rejects.toThrow(message);
    }
  });
});
