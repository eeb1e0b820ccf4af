import { describe, expect, it } from 'vitest';
import { commandMessage } from '../../shared/protocol/messages.ts';
import { ok, refused, Table } from './table.ts';

const started = (autoNextSeconds: number | null = null): Table => {
  const table = new Table({ autoNextSeconds });
  ok(table.join('ann'));
  ok(table.host({ type: 'start' }));
  return table;
};

describe('a page of the lab on the wall', () => {
  it('is shown to everybody in the lobby and taken down by the host', () => {
    const table = new Table();
    ok(table.join('ann'));
    ok(table.host({ type: 'show', page: 'gmm' }));
    expect(table.view({ role: 'wall' }).shown).toBe('gmm');
    expect(table.view({ role: 'player', playerId: 'ann' }).shown).toBe('gmm');
    ok(table.host({ type: 'show', page: null }));
    expect(table.view({ role: 'wall' }).shown).toBeNull();
  });

  it('never hangs while pictures are judged', () => {
    const table = started();
    refused(table.host({ type: 'show', page: 'gmm' }), 'room/wrong-phase');
    ok(table.host({ type: 'closeLot' }));
    ok(table.host({ type: 'show', page: 'gmm' }));
    ok(table.host({ type: 'next' }));
    expect(table.view({ role: 'wall' })).toMatchObject({ phase: 'judging', shown: null });
  });

  it('makes the time to the next lot wait', () => {
    const table = started(10);
    ok(table.host({ type: 'closeLot' }));
    ok(table.host({ type: 'show', page: 'vae' }));
    expect(table.view({ role: 'wall' })).toMatchObject({ phase: 'reveal', nextAt: null });
    ok(table.host({ type: 'show', page: null }));
    expect(table.view({ role: 'wall' })).toMatchObject({ phase: 'reveal', nextAt: table.now + 10_000 });
  });

  it('is named as an address is', () => {
    expect(commandMessage.safeParse({ type: 'show', page: 'text-diffusion' }).success).toBe(true);
    expect(commandMessage.safeParse({ type: 'show', page: '../secrets' }).success).toBe(false);
  });
});
