import { describe, expect, it } from 'vitest';
import { viewOf } from './view.ts';

describe('the address of a board', () => {
  it('is read as a filter, and what is no filter is left out', () => {
    const { dataset, model, filter } = viewOf(new URLSearchParams('dataset=mnist&label=3&players=all&since=x'));
    expect([dataset, model]).toEqual(['mnist', null]);
    expect(Object.entries(filter).filter(([, value]) => value !== undefined)).toEqual([
      ['label', 3],
      ['players', 'all'],
    ]);
    expect(viewOf(new URLSearchParams('players=robots')).filter.players).toBeUndefined();
  });
});
