import { describe, expect, it } from 'vitest';
import { judgedPictures } from '../../server/board/judged-pictures.ts';
import { behind, facetsOf, filtered, playersOf, told, type Judgment } from '../../server/board/judgments.ts';
import { cell, csvHead, csvLine } from '../../server/board/rows-csv.ts';
import { wilson } from '../../shared/domain/wilson.ts';
import { rngFor } from '../../shared/random.ts';
import { judgments } from './judgments.ts';

const rng = rngFor('filters');
const rows: Judgment[] = Array.from({ length: 400 }, (_, i) => {
  const fake = rng.uniform() < 0.5;
  const [row] = judgments(`p${rng.int(9)}`, fake ? `m${rng.int(3)}` : null, 1, rng.int(2), {
    room: `r${rng.int(4)}`,
    game: 1 + rng.int(3),
    trial: 1 + rng.int(10),
    at: 1000 + i,
    label: rng.uniform() < 0.1 ? null : rng.int(5),
    image: `picture-${rng.int(60)}-${fake ? 'f' : 'r'}`,
    simulated: rng.uniform() < 0.3,
  });
  return row!;
});
const all = { players: 'all' } as const;
const sorted = (some: readonly Judgment[]) => [...some].sort((a, b) => a.at - b.at);

describe('filters', () => {
  const facets = facetsOf(rows, ['zero', 'one']);

  it('part the rows: the values of a facet hold every row once', () => {
    const byRoom = facets.rooms.flatMap(({ room }) => filtered(rows, { ...all, room }));
    expect(sorted(byRoom)).toEqual(rows);
    const byPlayers = (['people', 'simulated'] as const).flatMap((players) => filtered(rows, { players }));
    expect(sorted(byPlayers)).toEqual(rows);
    const byLabel = facets.labels.flatMap(({ label }) => filtered(rows, { ...all, label }));
    expect(sorted(byLabel)).toEqual(rows.filter(({ label }) => label !== null));
    const halves = [...filtered(rows, { ...all, until: 1200 }), ...filtered(rows, { ...all, since: 1200 })];
    expect(halves).toEqual(rows);
  });

  it('count in facets what they leave', () => {
    for (const { room, n } of facets.rooms) expect(filtered(rows, { ...all, room })).toHaveLength(n);
    for (const { label, n } of facets.labels) expect(filtered(rows, { ...all, label })).toHaveLength(n);
    expect(facets.people + facets.simulated).toBe(rows.length);
    expect(facets.labels.map(({ name }) => name)).toEqual(['zero', 'one', '2', '3', '4']);
    expect([facets.from, facets.to]).toEqual([1000, 1399]);
  });

  it('never mix people with programs unless asked to', () => {
    expect(playersOf(rows, undefined)).toBe('people');
    const programs = rows.filter(({ simulated }) => simulated);
    expect(playersOf(programs, undefined)).toBe('simulated');
    expect(playersOf(programs, 'people')).toBe('people');
    expect(playersOf([], undefined)).toBe('people');
  });
});

describe('the rows behind a number', () => {
  it('are the fakes of its model, and for d′ the reals of those who judged them', () => {
    const fakes = behind(rows, { model: 'm1' });
    expect(fakes).toEqual(rows.filter(({ model }) => model === 'm1'));
    const both = behind(rows, { model: 'm1', withReals: true });
    const judges = new Set(fakes.map(({ room, participant }) => `${room} ${participant}`));
    expect(both.filter(({ truth }) => truth === 'fake')).toEqual(fakes);
    const reals = rows.filter(
      ({ truth, room, participant }) => truth === 'real' && judges.has(`${room} ${participant}`),
    );
    expect(both.filter(({ truth }) => truth === 'real')).toEqual(reals);
    expect(behind(rows, { model: 'reals' })).toEqual(rows.filter(({ truth }) => truth === 'real'));
  });
});

describe('what a room has not been told', () => {
  it('is left out from there on, in that room alone', () => {
    const left = told(rows, [{ room: 'r2', game: 2, fromTrial: 4 }]);
    const later = ({ room, game, trial }: Judgment) => room === 'r2' && (game > 2 || (game === 2 && trial >= 4));
    expect(left).toEqual(rows.filter((row) => !later(row)));
    expect(left.length).toBeLessThan(rows.length);
  });
});

describe('pictures that are misjudged most', () => {
  it('put nine of ten before one of one, and keep fakes and reals apart', () => {
    const { fooling, doubted } = judgedPictures(
      [
        ...judgments('a', 'm1', 10, 9, { image: 'nine of ten', label: 1 }),
        ...judgments('a', 'm1', 1, 1, { image: 'one of one' }),
        ...judgments('a', 'm1', 5, 0, { image: 'never' }),
        ...judgments('a', null, 4, 2, { image: 'half', label: null }),
      ],
      ['zero', 'one'],
    );
    expect(fooling.map(({ id, wrong, n, label }) => [id, wrong, n, label])).toEqual([
      ['nine of ten', 9, 10, 'one'],
      ['one of one', 1, 1, 'zero'],
    ]);
    expect(doubted).toMatchObject([{ id: 'half', model: null, n: 4, wrong: 2, label: null }]);
  });

  /** Ten judgments of each of 20 fakes: picture k is called genuine k / 2 times, rounded down. */
  const judged = Array.from({ length: 20 }, (_, k) =>
    judgments('a', 'm1', 10, Math.floor(k / 2), { image: `p${k}` }),
  ).flat();
  const asPeople = new Map(Array.from({ length: 20 }, (_, k) => [`p${k}`, k / 20]));

  it('are those on which people and the machine differ most, by places, and none where they agree', () => {
    const same = judgedPictures(judged, [], asPeople);
    expect([same.believed, same.suspected, same.compared]).toEqual([[], [], 20]);
    expect(same.fooling[0]!.place).toEqual({ people: 1.5, machine: 2, of: 20 });
    const turned = judgedPictures(judged, [], new Map([...asPeople].map(([id, value]) => [id, -value])));
    expect(turned.believed[0]).toMatchObject({ wrong: 9, n: 10, place: { people: 1.5, of: 20 } });
    expect(turned.suspected[0]).toMatchObject({ wrong: 0, n: 10, place: { people: 19.5, of: 20 } });
    expect(turned.believed.length).toBeLessThanOrEqual(12);
  });

  it('have a place only from three judgments on, and where a machine has looked', () => {
    const two = judgments('b', 'm1', 2, 2, { image: 'two' });
    const unseen = judgments('b', 'm1', 9, 9, { image: 'unseen' });
    const { fooling, compared } = judgedPictures([...judged, ...two, ...unseen], [], new Map(asPeople).set('two', 1));
    expect(compared).toBe(20);
    expect(fooling.find(({ id }) => id === 'two')).toMatchObject({ realism: 1, place: null });
    expect(fooling.find(({ id }) => id === 'unseen')).toMatchObject({ realism: null, place: null });
  });

  it('count reals by how often they were called genuine', () => {
    const reals = judgments('a', null, 10, 10, { image: 'doubted' });
    const { suspected } = judgedPictures([...judged, ...reals], [], new Map(asPeople).set('doubted', 2));
    expect(suspected[0]).toMatchObject({ id: 'doubted', model: null, place: { machine: 1 } });
  });

  it('use the score interval: 9 of 10 is 0.596 to 0.982', () => {
    const { low, high } = wilson(9, 10);
    expect(low).toBeCloseTo(0.5958, 4);
    expect(high).toBeCloseTo(0.9821, 4);
    expect(wilson(0, 10).low).toBe(0);
    expect(wilson(10, 10).high).toBeCloseTo(1, 12);
  });
});

describe('rows as CSV', () => {
  it('have a cell for every column, and stay one line', () => {
    const [row] = judgments('a, "b"\n', 'm1', 1, 1);
    const line = csvLine({ ...row!, label: '=1+1' });
    expect(line).toContain('"a, ""b""\n"');
    expect(line).toContain(`"'=1+1"`);
    expect(csvHead().trimEnd().split(',')).toHaveLength(15);
    expect(
      line
        .replace(/"(?:[^"]|"")*"/g, 'x')
        .trimEnd()
        .split(','),
    ).toHaveLength(15);
  });

  it.each([
    ['plain', 'plain'],
    ['a"b', '"a""b"'],
    ['@x', `"'@x"`],
    [-3, '-3'],
    [null, ''],
    [true, 'true'],
  ])('write %s as %s', (value, written) => expect(cell(value)).toBe(written));
});
