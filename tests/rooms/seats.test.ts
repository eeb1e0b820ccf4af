import { describe, expect, it } from 'vitest';
import { MAX_PLAYERS } from '../../shared/domain/room.ts';
import { inPhase, ok, refused, started, Table } from './table.ts';

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
