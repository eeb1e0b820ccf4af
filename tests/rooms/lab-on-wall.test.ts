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

  it('hangs part by part, from the first', () => {
    const table = new Table();
    ok(table.host({ type: 'show', page: 'gan' }));
    expect(table.view({ role: 'wall' })).toMatchObject({ shown: 'gan', shownPart: 0 });
    ok(table.host({ type: 'show', page: 'gan', part: 2 }));
    expect(table.view({ role: 'wall' })).toMatchObject({ shown: 'gan', shownPart: 2 });
    ok(table.host({ type: 'show', page: 'hmm' }));
    expect(table.view({ role: 'wall' })).toMatchObject({ shown: 'hmm', shownPart: 0 });
    ok(table.host({ type: 'show', page: 'hmm', part: 1 }));
    ok(table.host({ type: 'show', page: null }));
    expect(table.view({ role: 'wall' })).toMatchObject({ shown: null, shownPart: 0 });
  });

  it('keeps the clock as it is when another part is hung', () => {
    const table = started(10);
    ok(table.host({ type: 'closeLot' }));
    ok(table.host({ type: 'show', page: 'vae' }));
    ok(table.host({ type: 'show', page: 'vae', part: 1 }));
    expect(table.view({ role: 'wall' })).toMatchObject({ phase: 'reveal', nextAt: null, shownPart: 1 });
    ok(table.host({ type: 'show', page: null }));
    expect(table.view({ role: 'wall' })).toMatchObject({ phase: 'reveal', nextAt: table.now + 10_000 });
  });

  it('hangs by its first part in a room stored before there were parts', () => {
    const table = new Table();
    ok(table.host({ type: 'show', page: 'vae', part: 1 }));
    const { shownPart: _, ...old } = table.state;
    table.state = old as typeof table.state;
    expect(table.view({ role: 'wall' })).toMatchObject({ shown: 'vae', shownPart: 0 });
    ok(table.host({ type: 'show', page: 'vae', part: 1 }));
    expect(table.view({ role: 'wall' })).toMatchObject({ shown: 'vae', shownPart: 1 });
  });

  it('has parts that are counted from nought', () => {
    const part = (value: unknown) => commandMessage.safeParse({ type: 'show', page: 'gan', part: value }).success;
    expect(part(undefined)).toBe(true);
    expect(part(0)).toBe(true);
    for (const odd of [-1, 1.5, 16, '1', null]) expect(part(odd), String(odd)).toBe(false);
  });

  it('is named as an address is', () => {
    expect(commandMessage.safeParse({ type: 'show', page: 'text-diffusion' }).success).toBe(true);
    expect(commandMessage.safeParse({ type: 'show', page: '../secrets' }).success).toBe(false);
  });
});
