/** Bytes of a NumPy array of uint8, row-major. Source: numpy.lib.format, version 1.0. */
export function encodeNpy(data: Uint8Array, shape: readonly number[]): Buffer {
  const dictionary = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  // Magic, version and length take ten bytes; the header ends in a newline at a multiple of 64.
  const padded = dictionary.padEnd(Math.ceil((dictionary.length + 11) / 64) * 64 - 11) + '\n';
  const head = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, padded.length & 255, padded.length >> 8]);
  return Buffer.concat([head, Buffer.from(padded, 'latin1'), data]);
}
