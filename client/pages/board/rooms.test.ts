import { describe, expect, it } from 'vitest';
import { roomMeant } from './rooms.ts';

const options = [
  { room: 'new', code: 'XDF4FJ', words: 'XDF4FJ · Nov 27, 10:00 · n = 450' },
  { room: 'other', code: 'MKJRWK', words: 'MKJRWK · Nov 26, 10:00 · n = 9' },
  { room: 'old', code: 'XDF4FJ', words: 'XDF4FJ · Nov 20, 10:00 · n = 450' },
];

describe('the room that a text means', () => {
  it('is the one offered, the newest of a code, or of a day', () => {
    expect(roomMeant(options, 'XDF4FJ · Nov 20, 10:00 · n = 450', false)).toBe('old');
    expect(roomMeant(options, 'xdf4', true)).toBe('new');
    expect(roomMeant(options, 'nov 26', true)).toBe('other');
  });

  it('is all rooms without a text, and waits for more where a text is not done or fits none', () => {
    expect(roomMeant(options, ' ', false)).toBeNull();
    expect(roomMeant(options, 'XDF4FJ', false)).toBeUndefined();
    expect(roomMeant(options, 'ZZZ', true)).toBeUndefined();
  });
});
