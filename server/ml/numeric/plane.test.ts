import { expect, it } from 'vitest';
import { rngFor } from '../random.ts';
import { offPlane, onPlane, widestPlane } from './plane.ts';

it('lies where the points vary most, and gives points back', async () => {
  const rng = rngFor('plane');
  const points = new Float32Array(3000 * 4);
  for (let i = 0; i < 3000; i++) points.set([1 + 3 * rng.normal(), 0.1 * rng.normal(), 2 * rng.normal(), 5], i * 4);
  const plane = await widestPlane(points, 4);
  expect(Math.abs(plane.spread[0] - 3)).toBeLessThan(0.15);
  expect(Math.abs(plane.spread[1] - 2)).toBeLessThan(0.1);
  expect(Math.abs(Math.abs(plane.axes[0]!) - 1)).toBeLessThan(0.01);
  expect(Math.abs(Math.abs(plane.axes[4 + 2]!) - 1)).toBeLessThan(0.01);
  const back = onPlane(plane, offPlane(plane, [1.5, -0.7]));
  expect(Math.abs(back[0] - 1.5)).toBeLessThan(1e-5);
  expect(Math.abs(back[1] + 0.7)).toBeLessThan(1e-5);
});
