import { describe, expect, it } from 'vitest';
import { GRACE_MS, LATE_ALLOWANCE_MS } from '../../server/game/lots.ts';
import { LEAST_AFTER_RECOVERY_MS } from '../../server/game/step.ts';
import { ok, refused, started } from './table.ts';

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
