import { describe, expect, it } from 'vitest';
import { arrivalsOf } from './arrivals.ts';
import type { VerdictRow } from './row.ts';

const row = (participant: string, truth: 'real' | 'fake', right: boolean, room = ''): VerdictRow => ({
  participant,
  room,
  truth,
  model: truth === 'fake' ? 'm' : null,
  response: right ? truth : truth === 'fake' ? 'real' : 'fake',
});

describe('arrivals', () => {
  // zoe is wrong in 1 of 2, ann in 1 of 4, bob saw one fake and missed it.
  const rows = [
    row('zoe', 'fake', false, 'r1'),
    row('ann', 'fake', true, 'r2'),
    row('zoe', 'real', true, 'r1'),
    row('ann', 'fake', true, 'r2'),
    row('ann', 'real', false, 'r2'),
    row('ann', 'real', true, 'r2'),
    row('bob', 'fake', false, 'r1'),
  ];

  it('are in the order of the rows, not of names', () => {
    expect(arrivalsOf(rows)).toEqual([{ model: 'm', unit: 'participant', values: [0.5, 0.25, 1] }]);
    expect(arrivalsOf([...rows].reverse())[0]!.values).toEqual([1, 0.25, 0.5]);
  });

  it('weigh fakes and reals by halves where asked, and leave out who saw one kind', () => {
    expect(arrivalsOf(rows, 'participant', 'halves')[0]!.values).toEqual([0.5, 0.25]);
  });

  it('of rooms are means of their participants', () => {
    expect(arrivalsOf(rows, 'room')[0]!.values).toEqual([0.75, 0.25]);
  });
});
