import { describe, expect, it } from 'vitest';
import { CONFIDENCE_STOPS, verdictOf } from '../../shared/domain/judgment.ts';
import { pFakeOf, placeOf, RESTING, slide, stopAt, stopOf, STOPS } from './slider.ts';
import type { SliderEvent, SliderState } from './slider.ts';

/** Plays events; returns where the slider stands and every stop that was committed. */
function played(...events: readonly SliderEvent[]): { state: SliderState; commits: number[] } {
  let state = RESTING;
  const commits: number[] = [];
  for (const event of events) {
    const next = slide(state, event);
    state = next.state;
    if (next.commit !== null) commits.push(next.commit);
  }
  return { state, commits };
}

describe('places and stops', () => {
  it('every stop is found at its own place, and says its own P(fake)', () => {
    CONFIDENCE_STOPS.forEach((pFake, stop) => {
      expect(stopAt(placeOf(stop))).toBe(stop);
      expect(pFakeOf(stop)).toBe(pFake);
      expect(stopOf(pFake)).toBe(stop);
    });
    expect(stopOf(0.5)).toBeNull();
  });

  it('the left half says genuine, the right half forgery, the middle nothing', () => {
    for (let at = -0.2; at <= 1.2; at += 0.001) {
      const stop = stopAt(at);
      if (stop === null) expect(Math.abs(at - 0.5)).toBeLessThan(0.045);
      else expect(verdictOf(pFakeOf(stop))).toBe(at < 0.5 ? 'real' : 'fake');
    }
    expect(stopAt(0.5)).toBeNull();
    expect(stopAt(-3)).toBe(0);
    expect(stopAt(3)).toBe(STOPS - 1);
  });
});

describe('what commits', () => {
  it('a drop on a stop', () => {
    expect(
      played({ type: 'drag', at: 0.7 }, { type: 'drag', at: 0.97 }, { type: 'drop', away: false }).commits,
    ).toEqual([5]);
  });

  it('no drop in the middle, away from the track, or after a cancel', () => {
    expect(played({ type: 'drag', at: 0.9 }, { type: 'drag', at: 0.51 }, { type: 'drop', away: false })).toEqual({
      state: RESTING,
      commits: [],
    });
    expect(played({ type: 'drag', at: 0.9 }, { type: 'drop', away: true })).toEqual({ state: RESTING, commits: [] });
    expect(played({ type: 'drag', at: 0.9 }, { type: 'cancel' }, { type: 'drop', away: false }).commits).toEqual([]);
  });

  it('no single touch: a press marks, the same press again commits', () => {
    const once = played({ type: 'press', at: 0.2 });
    expect(once).toMatchObject({ state: { stop: 1 }, commits: [] });
    expect(played({ type: 'press', at: 0.2 }, { type: 'press', at: 0.21 }).commits).toEqual([1]);
    expect(played({ type: 'press', at: 0.2 }, { type: 'press', at: 0.8 })).toMatchObject({
      state: { stop: 4 },
      commits: [],
    });
    expect(played({ type: 'press', at: 0.2 }, { type: 'press', at: 0.5 })).toEqual({ state: RESTING, commits: [] });
  });

  it('a button twice, with middling confidence on its side', () => {
    const { commits } = played({ type: 'side', side: 'fake' }, { type: 'side', side: 'fake' });
    expect(commits.map(pFakeOf)).toEqual([0.75]);
    expect(played({ type: 'side', side: 'fake' }, { type: 'side', side: 'real' })).toMatchObject({
      state: { stop: 1 },
      commits: [],
    });
  });

  it('arrows mark and Enter commits; Enter in the middle does nothing', () => {
    expect(played({ type: 'enter' }).commits).toEqual([]);
    expect(played({ type: 'step', by: 1 }, { type: 'enter' }).commits.map(pFakeOf)).toEqual([0.55]);
    expect(played({ type: 'step', by: -1 }, { type: 'step', by: -1 }, { type: 'enter' }).commits.map(pFakeOf)).toEqual([
      0.25,
    ]);
    const far = Array.from({ length: 9 }, () => ({ type: 'step', by: 1 }) as const);
    expect(played(...far).state.stop).toBe(STOPS - 1);
  });

  it('a number key at once, each its own stop', () => {
    for (let stop = 0; stop < STOPS; stop++) expect(played({ type: 'digit', stop }).commits).toEqual([stop]);
    expect(played({ type: 'digit', stop: 6 }).commits).toEqual([]);
  });
});
