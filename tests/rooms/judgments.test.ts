import { describe, expect, it } from 'vitest';
import { quadraticPoints } from '../../shared/domain/scoring.ts';
import { GRACE_MS, SOLO_GRACE_MS } from '../../server/game/lots.ts';
import { ok, refused, started, Table, uuid } from './table.ts';

describe('judgments', () => {
  it('answers a repeated judgment without a second row, in every later phase', () => {
    const table = started();
    const trialId = table.trialOf('ann');
    const judgmentId = uuid();
    ok(table.judge('ann', 0.95, { trialId, judgmentId }));
    const again = (): void => {
      const before = table.state;
      expect(ok(table.judge('ann', 0.95, { trialId, judgmentId })).state).toBe(before);
    };
    again();
    ok(table.host({ type: 'closeLot' }));
    again();
    ok(table.host({ type: 'next' }));
    again();
    refused(table.judge('ann', 0.95, { judgmentId }), 'judgment/other-trial');
    ok(table.host({ type: 'end' }));
    again();
    ok(table.host({ type: 'again' }));
    again();
    expect(table.rows).toHaveLength(1);
  });

  it('takes one for each trial and player', () => {
    const table = started();
    ok(table.judge('ann', 0.95));
    refused(table.judge('ann', 0.05), 'judgment/already-given');
  });

  it('refuses outside the window with the reason', () => {
    const table = started({ seconds: 20 });
    const first = table.trialOf('ann');
    refused(table.judge('ann', 0.95, { trialId: 'somewhere' }), 'judgment/other-trial');
    refused(table.judge('nobody', 0.95, { trialId: first }), 'player/unknown');
    table.now += 21_000;
    refused(table.judge('ann', 0.95), 'judgment/too-late');
    table.pass(0);
    refused(table.judge('ann', 0.95, { trialId: first }), 'judgment/too-late');
    ok(table.host({ type: 'next' }));
    refused(table.judge('ann', 0.95, { trialId: first }), 'judgment/too-late');
    ok(table.host({ type: 'end' }));
    ok(table.host({ type: 'again' }));
    refused(table.judge('ann', 0.95, { trialId: 'somewhere' }), 'room/wrong-phase');
    ok(table.host({ type: 'close' }));
    refused(table.judge('ann', 0.95, { trialId: first }), 'room/closed');
  });

  it('refuses the trial of another player where each has an own picture', () => {
    const table = started({ dealing: 'own' });
    refused(table.judge('ann', 0.95, { trialId: table.trialOf('bob') }), 'judgment/other-trial');
  });

  it('scores the confidence, shares ranks and names the boldest', () => {
    const table = started();
    const right = table.sure('ann', true);
    ok(table.judge('ann', right));
    ok(table.judge('bob', right));
    ok(table.judge('cho', table.sure('ann', false)));
    table.pass(GRACE_MS);
    const view = table.player('ann', 'reveal');
    expect(view.mine).toEqual({ pFake: right, right: true, points: quadraticPoints(right, view.truth!) });
    expect(view.standings.map(({ nickname, rank }) => [nickname, rank])).toEqual([
      ['ann', 1],
      ['bob', 1],
      ['cho', 3],
    ]);
    expect(view.boldest).toEqual({ nickname: 'ann', sure: 0.95 });
    expect(view.split!.reduce((a, b) => a + b)).toBe(3);
  });

  it('adds speed points for right answers only, by the server clock', () => {
    const table = started({ speedPoints: true, seconds: 20 });
    const right = table.sure('ann', true);
    ok(table.judge('ann', right));
    ok(table.judge('cho', table.sure('ann', false)));
    table.pass(10_000);
    ok(table.judge('bob', right));
    expect(table.rows.map(({ points }) => points)).toEqual([55, -40, 53]);
    expect(table.rows[0]!.scoringRule).toBe('quadratic+speed/1');
  });
});

describe('sealed rooms', () => {
  it('tell no truth and no points before the podium', () => {
    const table = started({ feedback: false });
    ok(table.judge('ann', table.sure('ann', true)));
    ok(table.host({ type: 'closeLot' }));
    const view = table.player('ann', 'reveal');
    expect(view).toMatchObject({
      sealed: true,
      truth: null,
      origin: null,
      split: null,
      mine: null,
      standings: [],
      league: [],
      outcome: null,
      found: null,
      boldest: null,
    });
    expect(view.viewer).toMatchObject({ points: 0, rank: 1 });
    expect(JSON.stringify(table.view({ role: 'host' }))).not.toContain('"points":50');
    ok(table.host({ type: 'end' }));
    expect(table.player('ann', 'podium').viewer).toMatchObject({ points: 50, rank: 1 });
  });
});

describe('alone', () => {
  it('goes at its own pace: decide, reveal, next', () => {
    const table = new Table({ seconds: null }, { solo: true });
    ok(table.join('ann'));
    ok(table.host({ type: 'start' }));
    table.pass(3600_000);
    ok(table.judge('ann', 0.25));
    table.pass(SOLO_GRACE_MS);
    expect(table.state.phase).toBe('reveal');
    refused(table.command('ann', { type: 'kick', playerId: 'ann' }), 'host/not-host');
    ok(table.command('ann', { type: 'next' }));
    ok(table.command('ann', { type: 'end' }));
    expect(table.state.phase).toBe('podium');
    refused(table.join('bob'), 'room/full');
  });
});
