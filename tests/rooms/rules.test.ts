import { describe, expect, it } from 'vitest';
import { MAX_PLAYERS } from '../../shared/domain/room.ts';
import { quadraticPoints } from '../../shared/domain/scoring.ts';
import { GRACE_MS, LATE_ALLOWANCE_MS, SOLO_GRACE_MS } from '../../server/game/lots.ts';
import { LEAST_AFTER_RECOVERY_MS } from '../../server/game/step.ts';
import { inPhase, ok, refused, Table, uuid } from './table.ts';

function started(settings: ConstructorParameters<typeof Table>[0] = {}, names = ['ann', 'bob', 'cho']): Table {
  const table = new Table(settings);
  for (const name of names) ok(table.join(name));
  ok(table.host({ type: 'start' }));
  return table;
}

describe('seats', () => {
  it('takes names once, whatever their case and width, and gives the same device its seat again', () => {
    const table = new Table();
    ok(table.join('Ann'));
    refused(table.join('ａＮＮ', { device: 'other' }), 'name/taken');
    ok(table.join('ann', { device: 'device-Ann' }));
    expect(Object.keys(table.state.players)).toEqual(['Ann']);
    expect(table.state.players['Ann']!.tokenHashes).toEqual(['token-Ann', 'token-ann']);
  });

  it('refuses in a locked and in a full room', () => {
    const table = new Table();
    ok(table.host({ type: 'lock', locked: true }));
    refused(table.join('ann'), 'room/locked');
    ok(table.host({ type: 'lock', locked: false }));
    for (let i = 0; i < MAX_PLAYERS; i++) ok(table.join(`player ${i}`));
    refused(table.join('one more'), 'room/full');
  });

  it('sends a kicked player away for good and keeps what was judged', () => {
    const table = started();
    ok(table.judge('ann', 0.95));
    const { effects } = ok(table.host({ type: 'kick', playerId: 'ann' }));
    expect(effects).toContainEqual({ type: 'sendAway', playerId: 'ann' });
    expect(table.view({ role: 'player', playerId: 'ann' })).toMatchObject({ phase: 'closed', reason: 'kicked' });
    refused(table.judge('ann', 0.95), 'room/kicked');
    refused(table.host({ type: 'kick', playerId: 'ann' }), 'player/unknown');
    expect(table.rows).toHaveLength(1);
  });

  it('lets a late player play from the open lot on, in same and own dealing', () => {
    for (const dealing of ['same', 'own'] as const) {
      const table = started({ dealing });
      ok(table.host({ type: 'closeLot' }));
      ok(table.join('late'));
      // Told apart from one who let the lot pass, and told no more than anybody of who else did.
      expect(table.player('late', 'reveal')).toMatchObject({ asked: false, mine: null });
      expect(table.player('ann', 'reveal')).toMatchObject({ asked: true, mine: null });
      if (dealing === 'own') expect(table.player('late', 'reveal').trial).toBeNull();
      ok(table.host({ type: 'next' }));
      ok(table.join('later'));
      for (const name of ['late', 'later']) ok(table.judge(name, 0.75));
      ok(table.host({ type: 'end' }));
      expect(table.player('late', 'podium').mine.map(({ lot }) => lot)).toEqual([2]);
      expect(table.player('ann', 'podium').mine.map(({ lot }) => lot)).toEqual([1, 2]);
    }
  });
});

describe('a lot', () => {
  it('closes by itself at its time, with an allowance for what was on the way', () => {
    const table = started({ seconds: 20 });
    table.pass(20_000 + LATE_ALLOWANCE_MS - 1);
    ok(table.judge('ann', 0.55));
    expect(table.state.phase).toBe('judging');
    table.pass(1);
    expect(table.state.phase).toBe('reveal');
  });

  it('closes after a grace once every connected player has decided', () => {
    const table = started({ seconds: null });
    ok(table.drop('cho'));
    ok(table.judge('ann', 0.95));
    ok(table.judge('bob', 0.05));
    expect(table.player('bob', 'judging')).toMatchObject({ mine: { pFake: 0.05 }, decided: 2, of: 2 });
    table.pass(GRACE_MS - 1);
    expect(table.state.phase).toBe('judging');
    table.pass(1);
    expect(table.state.phase).toBe('reveal');
  });

  it('waits again when somebody undecided comes back or joins within the grace', () => {
    const table = started({ seconds: null });
    ok(table.drop('cho'));
    ok(table.judge('ann', 0.95));
    ok(table.judge('bob', 0.05));
    ok(table.connect('cho'));
    table.pass(60_000);
    expect(table.state.phase).toBe('judging');
    ok(table.judge('cho', 0.45));
    ok(table.join('dan'));
    table.pass(60_000);
    expect(table.state.phase).toBe('judging');
  });

  it('never closes because nobody is there', () => {
    const table = started({ seconds: null });
    for (const name of ['ann', 'bob', 'cho']) ok(table.drop(name));
    table.pass(3600_000);
    expect(table.state.phase).toBe('judging');
  });

  it('keeps the remaining time over a pause, and takes nothing meanwhile', () => {
    const table = started({ seconds: 20 });
    table.pass(5_000);
    ok(table.host({ type: 'pause' }));
    expect(table.player('ann', 'judging')).toMatchObject({ paused: true, endsAt: null, remainingMs: 15_000 });
    refused(table.judge('ann', 0.95), 'judgment/paused');
    table.pass(600_000);
    ok(table.host({ type: 'resume' }));
    expect(table.player('ann', 'judging')).toMatchObject({
      paused: false,
      endsAt: table.now + 15_000,
      remainingMs: null,
    });
    table.pass(2_000);
    ok(table.judge('ann', 0.95));
    expect(table.rows[0]!.serverMs).toBe(7_000);
  });

  it('can be extended, closed and skipped', () => {
    const table = started({ seconds: 20 });
    ok(table.host({ type: 'extend', seconds: 30 }));
    table.pass(40_000);
    expect(table.state.phase).toBe('judging');
    ok(table.host({ type: 'closeLot' }));
    expect(table.state.phase).toBe('reveal');
    ok(table.host({ type: 'next' }));
    ok(table.host({ type: 'skip' }));
    expect(table.player('ann', 'judging').lot).toBe(3);
    ok(table.host({ type: 'skip' }));
    expect(table.state.phase).toBe('podium');
  });

  it('moves on by itself where the host chose so, and not while paused', () => {
    const table = started({ autoNextSeconds: 4 });
    ok(table.host({ type: 'closeLot' }));
    expect(table.player('ann', 'reveal').nextAt).toBe(table.now + 4_000);
    ok(table.host({ type: 'pause' }));
    table.pass(60_000);
    expect(table.state.phase).toBe('reveal');
    ok(table.host({ type: 'resume' }));
    table.pass(4_000);
    expect(table.player('ann', 'judging').lot).toBe(2);
  });
});

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

describe('the host', () => {
  it('alone commands', () => {
    const table = new Table();
    ok(table.join('ann'));
    refused(table.command('ann', { type: 'start' }), 'host/not-host');
    refused(table.command('ann', { type: 'close' }), 'host/not-host');
  });

  it('is told when a command means nothing now', () => {
    const table = new Table();
    ok(table.join('ann'));
    for (const type of ['next', 'skip', 'pause', 'resume', 'end', 'again', 'closeLot'] as const) {
      refused(table.host({ type }), 'room/wrong-phase');
    }
    ok(table.host({ type: 'start' }));
    refused(table.host({ type: 'settings', settings: table.state.settings }), 'room/wrong-phase');
    refused(table.host({ type: 'next' }), 'room/wrong-phase');
    ok(table.host({ type: 'end' }));
    refused(table.host({ type: 'start' }), 'room/wrong-phase');
  });

  it('cannot start with too few pictures', () => {
    const table = new Table({ lots: 60, models: ['model-a'], dataset: 'testset' });
    ok(table.host({ type: 'settings', settings: { ...table.state.settings, dataset: 'nowhere' } }));
    refused(table.host({ type: 'start' }), 'room/not-enough-pictures');
    expect(table.state.phase).toBe('lobby');
  });

  it('plays again with other pictures and everybody seated', () => {
    const table = started();
    const first = Object.keys(table.state.phase === 'judging' ? table.state.game.deal.pictures : {});
    ok(table.judge('ann', 0.95));
    ok(table.host({ type: 'end' }));
    ok(table.host({ type: 'again' }));
    expect(inPhase(table.view({ role: 'host' }), 'lobby').players).toBe(3);
    ok(table.host({ type: 'start' }));
    const second = Object.keys(table.state.phase === 'judging' ? table.state.game.deal.pictures : {});
    expect(second.filter((id) => first.includes(id))).toEqual([]);
    expect(table.state.players['ann']!.points).toBe(0);
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

describe('after a stop of the server', () => {
  it('gives the remaining time, at least five seconds, and does not count the absence', () => {
    for (const [before, left] of [
      [5_000, 15_000],
      [18_000, LEAST_AFTER_RECOVERY_MS],
    ] as const) {
      const table = started({ seconds: 20 });
      table.pass(before);
      ok(table.judge('ann', 0.75));
      table.now += 120_000;
      ok(table.send({ type: 'recovered', at: table.now }));
      expect(table.player('bob', 'judging').endsAt).toBe(table.now + left);
      table.pass(1_000);
      ok(table.judge('bob', 0.75));
      expect(table.rows[1]!.serverMs).toBe(before + 1_000);
    }
  });

  it('leaves a pause as it was', () => {
    const table = started({ seconds: 20 });
    table.pass(5_000);
    ok(table.host({ type: 'pause' }));
    table.now += 60_000;
    ok(table.send({ type: 'recovered', at: table.now }));
    expect(table.player('ann', 'judging')).toMatchObject({ paused: true, remainingMs: 15_000 });
  });
});
