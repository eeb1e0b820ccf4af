import { describe, expect, it } from 'vitest';
import { rngFor } from '../../../shared/random.ts';
import { biasesOf, filtersOf, freeEnergy, gibbsStep, startChain } from './boltzmann.ts';
import type { Biases, Filters } from './boltzmann.ts';

const base64 = (values: Int8Array | Float32Array): string =>
  btoa(String.fromCharCode(...new Uint8Array(values.buffer, values.byteOffset, values.byteLength)));

const filters: Filters = filtersOf({
  shape: { height: 1, width: 3, channels: 1 },
  visible: 3,
  hidden: 2,
  filters: base64(Int8Array.of(127, -64, 0, -127, 127, 32)),
  scales: base64(Float32Array.of(2 / 127, 1.5 / 127)),
});
const biases: Biases = biasesOf({
  visible: base64(Float32Array.of(-0.5, 0.2, 0.4)),
  hidden: base64(Float32Array.of(-1, 0.3)),
  base: base64(Float32Array.of(0, 3, -3)),
});

describe('the chain of the page', () => {
  it('reads weights from 8 bits and a scale', () => {
    expect(filters.weights[0]).toBeCloseTo(2, 5);
    expect(filters.weights[3]).toBeCloseTo(-1.5, 5);
    expect(filters.weights[5]).toBeCloseTo((1.5 * 32) / 127, 5);
  });

  it('visits pictures as often as exp(-F) says', () => {
    const codes = Array.from({ length: 8 }, (_, code) => Uint8Array.from([code & 1, (code >> 1) & 1, code >> 2]));
    const weights = codes.map((v) => Math.exp(-freeEnergy(filters, biases, v)));
    const z = weights.reduce((a, b) => a + b, 0);
    const rng = rngFor('visits');
    const visits = new Array<number>(8).fill(0);
    const n = 60_000;
    let state = startChain(biases, rng);
    for (let i = 0; i < n; i++) {
      state = gibbsStep(filters, biases, state, 1, rng);
      visits[state.v[0]! + 2 * state.v[1]! + 4 * state.v[2]!]!++;
    }
    visits.forEach((count, code) => expect(Math.abs(count / n - weights[code]! / z)).toBeLessThan(0.012));
  });

  it('is all chance at strength 0, and starts in the shares of the pixels', () => {
    const rng = rngFor('shares');
    expect([...gibbsStep(filters, biases, { v: Uint8Array.of(1, 1, 1) }, 0, rng).chances]).toEqual([0.5, 0.5, 0.5]);
    const { chances } = startChain(biases, rng);
    expect(chances[1]).toBeCloseTo(1 / (1 + Math.exp(-3)), 5);
  });
});
