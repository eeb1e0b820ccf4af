import { describe, expect, it } from 'vitest';
import { keptMarks } from './marks.ts';
import { UNMARKED } from './twins.ts';

/** Storage that outlives a page. */
function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    key: (i) => [...kept.keys()][i] ?? null,
    get length() {
      return kept.size;
    },
  };
}

const half = { kind: 'marking', places: [4] } as const;

describe('marks on a wall of twins', () => {
  it('are there again after a reload, for the same trial of the same room only', () => {
    const phone = storage();
    keptMarks('K7QX4M', phone).put('t1', half);
    expect(keptMarks('K7QX4M', phone).of('t1')).toEqual(half);
    expect(keptMarks('K7QX4M', phone).of('t2')).toEqual(UNMARKED);
    expect(keptMarks('ABCDEF', phone).of('t1')).toEqual(UNMARKED);
  });

  it('keep a half-marked pair, a whole one, and that there are none', () => {
    const phone = storage();
    for (const choice of [half, { kind: 'marking', places: [4, 1] }, { kind: 'none' }] as const) {
      keptMarks('K7QX4M', phone).put('t1', choice);
      expect(keptMarks('K7QX4M', phone).of('t1')).toEqual(choice);
    }
  });

  it('are forgotten once they are said, and leave nothing on the phone', () => {
    const phone = storage();
    const marks = keptMarks('K7QX4M', phone);
    marks.put('t1', half);
    marks.forget();
    expect(marks.of('t1')).toEqual(UNMARKED);
    expect(phone.length).toBe(0);
  });

  it('last as long as the page without storage, or where it is full', () => {
    const full = {
      ...storage(),
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    for (const place of [null, full]) {
      const marks = keptMarks('K7QX4M', place);
      marks.put('t1', half);
      expect(marks.of('t1')).toEqual(half);
    }
  });

  it('are none where something else is kept', () => {
    for (const junk of [
      '{',
      'null',
      '[]',
      '{"trialId":"t1"}',
      '{"trialId":"t1","choice":{"kind":"marking"}}',
      '{"trialId":"t1","choice":{"kind":"marking","places":["x"]}}',
      '{"trialId":"t1","choice":{"kind":"marking","places":[1,2,3]}}',
    ]) {
      const phone = storage();
      phone.setItem('uncanny.marks.K7QX4M', junk);
      expect(keptMarks('K7QX4M', phone).of('t1')).toEqual(UNMARKED);
    }
  });
});
