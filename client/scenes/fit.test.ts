import { describe, expect, it } from 'vitest';
import { hungSize, layoutOf } from '../../shared/domain/wall.ts';
import { hang, NARROW, toDevice } from './fit.ts';
import type { Rect } from './fit.ts';

const slot = (width: number, height: number): Rect => ({ x: 30, y: 90, width, height });

describe('hanging a picture', () => {
  it('is whole in device pixels, inside its slot, and could not be one step larger', () => {
    for (const [width, height] of [
      [28, 28],
      [32, 32],
      [64, 48],
      [28, 96],
    ] as const) {
      for (let room = 240; room < 2400; room += 37) {
        const place = slot(room, Math.round(room * 0.9));
        const { scale, picture, outer, mat, moulding } = hang(width, height, place);
        for (const value of [scale, mat, moulding, ...Object.values(picture), ...Object.values(outer)]) {
          expect(Number.isInteger(value)).toBe(true);
        }
        expect(picture).toMatchObject({ width: width * scale, height: height * scale });
        expect(outer.x).toBeGreaterThanOrEqual(place.x);
        expect(outer.y).toBeGreaterThanOrEqual(place.y);
        expect(outer.x + outer.width).toBeLessThanOrEqual(place.x + place.width);
        expect(outer.y + outer.height).toBeLessThanOrEqual(place.y + place.height);
        const spare = Math.min(place.width - outer.width, place.height - outer.height);
        // One step of the scale, with its share of card and brass rounded up.
        expect(spare).toBeLessThan(Math.max(width, height) * 1.33 + 4);
      }
    }
  });

  it('gives a wall a narrow mount: two walls of nine hang at four to one from edge to edge of a phone of 390 x 2', () => {
    const { width, height } = hungSize(layoutOf(2, 9, 28, 28));
    expect(hang(width, height, slot(780, 740), NARROW).scale).toBe(4);
    expect(hang(width, height, slot(780, 740)).scale).toBe(3);
  });

  it('shows a picture that is too large 1:1 rather than blurred', () => {
    expect(hang(512, 512, slot(300, 300)).scale).toBe(1);
  });
});

describe('from the page to device pixels', () => {
  it('neighbours stay neighbours at any ratio', () => {
    for (const ratio of [1, 1.25, 1.5, 2, 2.625, 3]) {
      const left = toDevice({ x: 10.4, y: 5, width: 101.3, height: 50 }, { x: 3, y: 0 }, ratio);
      const right = toDevice({ x: 10.4 + 101.3, y: 5, width: 80, height: 50 }, { x: 3, y: 0 }, ratio);
      expect(left.x + left.width).toBe(right.x);
      for (const value of Object.values(left)) expect(Number.isInteger(value)).toBe(true);
    }
  });
});
