import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../shared/domain/room.ts';
import type { JudgingView, PodiumView, RoomView } from '../../shared/protocol/view.ts';
import { fooledBy, nextChangeIn, screenOf, surePercent, timeLeft } from './screen.ts';

const NOW = 1_000_000;
const common = {
  code: 'K7QX4M',
  revision: 1,
  serverNow: NOW,
  viewer: { role: 'player', playerId: 'p', nickname: 'Ada', points: 0, rank: 1 },
  settings: DEFAULT_SETTINGS,
  locked: false,
  shown: null,
  shownPart: 0,
  paused: false,
  players: 3,
  connected: 3,
  solo: false,
} as const;
const judging: JudgingView = {
  ...common,
  phase: 'judging',
  lot: 2,
  lots: 10,
  trial: { trialId: 't2', stimulus: { id: 's', url: 's/s.png', width: 28, height: 28 }, wall: null },
  endsAt: NOW + 12_000,
  remainingMs: null,
  decided: 0,
  of: 3,
  mine: null,
};
const kind = (view: RoomView, pending: Parameters<typeof screenOf>[1] = [], now = NOW): string =>
  screenOf(view, pending, now).kind;

describe('the screen of a player', () => {
  it('is the slider while the lot is open', () => expect(kind(judging)).toBe('choosing'));

  it('is locked by what the server has, and by what is on its way', () => {
    expect(screenOf({ ...judging, mine: { pFake: 0.95 } }, [], NOW)).toMatchObject({
      kind: 'said',
      said: { pFake: 0.95 },
      kept: false,
    });
    expect(screenOf(judging, [{ trialId: 't2', pFake: 0.25 }], NOW)).toMatchObject({
      kind: 'said',
      said: { pFake: 0.25 },
      kept: true,
    });
    expect(kind(judging, [{ trialId: 't1', pFake: 0.25 }])).toBe('choosing');
  });

  it('closes when time is up by the clock of the server', () => {
    expect(kind(judging, [], NOW + 11_999)).toBe('choosing');
    expect(kind(judging, [], NOW + 12_000)).toBe('tooLate');
    expect(kind({ ...judging, endsAt: null }, [], NOW + 1e9)).toBe('choosing');
    expect(nextChangeIn(judging, NOW)).toBe(12_000);
    expect(nextChangeIn({ ...judging, paused: true }, NOW)).toBeNull();
  });

  it('a pause closes the slider but not what was said', () => {
    const paused = { ...judging, paused: true, endsAt: null, remainingMs: 9000 };
    expect(kind(paused)).toBe('paused');
    expect(kind({ ...paused, mine: { pFake: 0.05 } })).toBe('said');
  });

  it('without a picture one looks on', () => expect(kind({ ...judging, trial: null })).toBe('looking'));
});

describe('the time line', () => {
  it('says what is left of how much', () => {
    expect(timeLeft(judging, NOW)).toEqual({ left: 12_000, of: 20_000, frozen: false });
    expect(timeLeft(judging, NOW + 99_000)?.left).toBe(0);
    expect(timeLeft({ ...judging, paused: true, endsAt: null, remainingMs: 7000 }, NOW)).toEqual({
      left: 7000,
      of: 20_000,
      frozen: true,
    });
    expect(timeLeft({ ...judging, settings: { ...DEFAULT_SETTINGS, seconds: null }, endsAt: null }, NOW)).toBeNull();
  });

  it('is full, not more, where the host gave more time than there was', () => {
    const time = timeLeft({ ...judging, endsAt: NOW + 50_000 }, NOW)!;
    expect(time.left).toBe(time.of);
  });
});

describe('counts', () => {
  it('how sure is the same on both sides', () => {
    expect([0.05, 0.25, 0.45, 0.55, 0.75, 0.95].map(surePercent)).toEqual([95, 75, 55, 55, 75, 95]);
  });

  it('what took one in: wrong lots alone, the surest first', () => {
    const lot = (n: number, truth: 'real' | 'fake', pFake: number | null): PodiumView['mine'][number] => ({
      lot: n,
      stimulus: { id: `${n}`, url: '', width: 28, height: 28 },
      truth,
      origin: { kind: 'real', dataset: 'mnist', label: null },
      pFake,
      points: 0,
    });
    const lots = [
      lot(1, 'real', 0.55),
      lot(2, 'fake', 0.05),
      lot(3, 'fake', 0.95),
      lot(4, 'real', null),
      lot(5, 'fake', 0.25),
    ];
    expect(fooledBy(lots).map((each) => each.lot)).toEqual([2, 5, 1]);
  });
});
