import { expect, it } from 'vitest';
import { carriesAll } from './answers.ts';

it('a picture is right where nothing asked for is wrong', () => {
  const caption = { en: 'a seven', ko: '7' };
  const right = { kind: true, thickness: null, slant: null, size: true };
  expect(carriesAll({ caption, right })).toBe(true);
  expect(carriesAll({ caption, right: { ...right, size: false } })).toBe(false);
  expect(carriesAll({ caption, right: { kind: null, thickness: null, slant: null, size: null } })).toBe(true);
});
