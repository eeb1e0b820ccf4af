import { describe, expect, it } from 'vitest';
import { rngFor } from '../../../shared/random.ts';
import { COLLAPSING, Duel, FAIR, reached } from './duel.ts';
import { backward, forward, newNetwork, penalise } from './network.ts';
import type { Network } from './network.ts';

const rng = rngFor(3, 'network');
const network = newNetwork([2, 5, 4, 1], rng);
network.weights.forEach((_, i) => (network.weights[i]! += 0.1 * rng.normal()));
const x = Float64Array.from({ length: 6 }, () => rng.normal());

/** Largest difference between a gradient by the weights and finite differences of a function of them. */
function gap(gradient: Float64Array, of: (network: Network) => number): number {
  const h = 1e-5;
  return Math.max(
    ...network.weights.map((weight, i) => {
      const at = (value: number): number => of({ ...network, weights: network.weights.with(i, value) });
      return Math.abs((at(weight + h) - at(weight - h)) / (2 * h) - gradient[i]!);
    }),
  );
}

describe('the small network', () => {
  it('knows its gradients by weights and by input', () => {
    const loss = (net: Network, input = x): number =>
      forward(net, input)
        .layers.at(-1)!
        .reduce((sum, y) => sum + y * y, 0);
    const pass = forward(network, x);
    const gradient = new Float64Array(network.weights.length);
    const slope = pass.layers.at(-1)!.map((y) => 2 * y);
    const byInput = backward(network, pass, slope, gradient);
    expect(gap(gradient, loss)).toBeLessThan(1e-7);
    const h = 1e-5;
    x.forEach((value, i) => {
      const numeric = (loss(network, x.with(i, value + h)) - loss(network, x.with(i, value - h))) / (2 * h);
      expect(Math.abs(numeric - byInput[i]!)).toBeLessThan(1e-7);
    });
  });

  it('knows the gradient of its own steepness', () => {
    const gradient = new Float64Array(network.weights.length);
    penalise(network, forward(network, x), 0.7, gradient);
    const value = (net: Network): number => penalise(net, forward(net, x), 0.7, new Float64Array(net.weights.length));
    expect(gap(gradient, value)).toBeLessThan(1e-7);
  });
});

describe('the duel on the plane', () => {
  it('is the same for the same seed', () => {
    const [a, b] = [new Duel(4), new Duel(4)];
    for (let round = 0; round < 5; round++) expect(a.play(FAIR)).toEqual(b.play(FAIR));
    expect(a.made(20, 1)).toEqual(b.made(20, 1));
  });

  it('reaches the clumps under fair rules, and loses all but one under those that collapse', () => {
    const duel = new Duel(1);
    const kinds = (): number => reached(duel.made(400, 1)).counts.filter((count) => count >= 8).length;
    for (let round = 0; round < 200; round++) duel.play(FAIR);
    expect(kinds()).toBeGreaterThanOrEqual(7);
    for (let round = 0; round < 80; round++) duel.play(COLLAPSING);
    expect(kinds()).toBeLessThanOrEqual(1);
  });
});
