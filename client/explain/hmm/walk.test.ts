import { describe, expect, it } from 'vitest';
import { rngFor } from '../../../shared/random.ts';
import { chainOf, drawNext, lineOf, pictureOf, proposals, walkTo } from './walk.ts';
import type { ChainAnswer } from './walk.ts';

const base64 = (values: Uint8Array | Uint16Array): string =>
  btoa(String.fromCharCode(...new Uint8Array(values.buffer, values.byteOffset, values.byteLength)));

/** Two bands of two shapes on 2 x 3 pictures: band 1 leads nowhere else. */
const answer: ChainAnswer = {
  bands: 2,
  shapes: 2,
  reach: 1,
  scan: 'rows',
  shape: { height: 2, width: 3, channels: 1 },
  length: 2,
  d: 3,
  means: base64(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)),
  parts: 100,
  initial: base64(Uint16Array.of(75, 25, 0, 0)),
  steps: base64(Uint16Array.of(10, 0, 60, 30, 0, 20, 0, 80, 50, 50, 0, 0, 0, 100, 0, 0)),
  width: 4,
};

describe('a walk', () => {
  const chain = chainOf(answer);

  it('starts where the chain starts and steps where it steps, likeliest first', () => {
    expect(proposals(chain, [])).toEqual([
      { state: 0, probability: 0.75 },
      { state: 1, probability: 0.25 },
    ]);
    expect(proposals(chain, [1, 0]).map(({ state }) => state)).toEqual([2, 3, 0]);
    expect(proposals(chain, [0, 2])).toEqual([
      { state: 2, probability: 0.5 },
      { state: 3, probability: 0.5 },
    ]);
  });

  it('draws proposals by their probabilities', () => {
    const rng = rngFor('walk');
    const choices = proposals(chain, [0]);
    const hits = [0, 0, 0, 0];
    for (let i = 0; i < 10_000; i++) hits[drawNext(choices, rng)]!++;
    [0.1, 0, 0.6, 0.3].forEach((p, s) => expect(Math.abs(hits[s]! / 10_000 - p)).toBeLessThan(0.02));
  });

  it('writes lines as rows, or as columns', () => {
    expect([...(pictureOf(chain, [1, 3]).pixels as Uint8Array)]).toEqual([4, 5, 6, 10, 11, 12]);
    expect([...(pictureOf(chain, [2]).pixels as Uint8Array)]).toEqual([7, 8, 9, 0, 0, 0]);
    expect(lineOf(chain, 3)).toMatchObject({ height: 1, width: 3 });
    const turned = { ...chain, scan: 'columns' as const, shape: { height: 3, width: 2, channels: 1 as const } };
    expect([...(pictureOf(turned, [1, 3]).pixels as Uint8Array)]).toEqual([4, 10, 5, 11, 6, 12]);
  });

  it('begins with as many lines as were wished, the same walk with the same ones', () => {
    expect(walkTo(chain, 0, 1)).toEqual([]);
    const begun = walkTo(chain, 0.5, 7);
    expect(begun).toHaveLength(1);
    const whole = walkTo(chain, 1, 7);
    expect(whole).toHaveLength(chain.length);
    expect(whole.slice(0, 1)).toEqual(begun);
    expect(proposals(chain, begun).map(({ state }) => state)).toContain(whole[1]);
  });
});
