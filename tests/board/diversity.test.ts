import { describe, expect, it } from 'vitest';
import { analyseBoard } from '../../server/board/analysis.ts';
import { humanDiversity } from '../../server/board/human-diversity.ts';
import { filtered } from '../../server/board/judgments.ts';
import { wallsHead, wallsLine } from '../../server/board/rows-csv.ts';
import { hung, isTwins, isVariety, wallsBehind } from '../../server/board/walls.ts';
import { compared, judgments, searched } from './judgments.ts';

/** Of 4 model walls twins on 1; 5 planted, 4 found; 10 real walls, none alarmed. */
const played = [
  ...[1, 0, 0, 0].map((pairs, i) => searched('a', 'gan', i + 1, { pairs, pair: pairs ? '0-3' : null })),
  ...[1, 1, 1, 1, 0].map((plantedFound, i) => searched('a', 'real', i + 10, { planted: 1, plantedFound })),
  ...Array.from({ length: 10 }, (_, i) => searched('a', 'real', i + 20)),
];

describe('human diversity', () => {
  it('is N_eff from walls with one report, corrected by the controls', () => {
    const { models, controls } = humanDiversity(played);
    const { nEff } = models.get('gan')!;
    expect(nEff!.value!).toBeCloseTo((0.8 * 66) / Math.log(4 / 3), 9);
    expect(nEff!.low).toBeLessThan(nEff!.value!);
    expect(nEff!).toMatchObject({ corrected: true, walls: 4, n: 4 });
    // Ten real walls without an alarm leave room for as many as the one report.
    expect(nEff!.high).toBeNull();
    expect(controls).toEqual({
      spotting: { share: 0.8, n: 5 },
      falseAlarms: { share: 0, n: 10 },
      variedReals: null,
    });
    expect(models.has('real')).toBe(false);
  });

  it('counts a wall once, however many searched it', () => {
    const crowd = Array.from({ length: 30 }, (_, p) => played.map((row) => ({ ...row, participant: `p${p}` }))).flat();
    const [alone, together] = [played, crowd].map((rows) => humanDiversity(rows).models.get('gan')!.nEff!);
    expect({ ...together, n: 4 }).toEqual(alone);
    expect(together!.n).toBe(120);
  });

  it('is known from below where no twins were reported, and not at all where only controls were searched', () => {
    const none = humanDiversity(played.map((row) => ({ ...row, pairs: 0 }))).models.get('gan')!.nEff!;
    expect(none.value).toBeNull();
    expect(none.high).toBeNull();
    expect(none.low).toBeGreaterThan(20);
    expect(humanDiversity(played.filter(({ model }) => model === 'real')).models.size).toBe(0);
  });

  it('is not corrected before twins were planted, and is 1 at least where every wall has twins', () => {
    const plain = played.filter(({ planted }) => planted === 0);
    expect(humanDiversity(plain).models.get('gan')!.nEff).toMatchObject({ corrected: false });
    const always = humanDiversity(played.map((row) => (row.model === 'gan' ? { ...row, pairs: 1 } : row)));
    expect(always.models.get('gan')!.nEff).toMatchObject({ value: 1, low: 1, walls: 4 });
  });

  it('is the share of walls judged the more varied, over players and walls', () => {
    const rows = ['a', 'b', 'c'].flatMap((who, p) => [
      compared(who, ['gan', 'real'], p === 0 ? 'left' : 'right', 1),
      compared(who, ['real', 'gan'], 'left', 2),
      compared(who, ['gan', 'vae'], 'left', 3),
    ]);
    const { models, controls } = humanDiversity(rows);
    expect(models.get('gan')!.varied).toMatchObject({ n: 9 });
    expect(models.get('gan')!.varied!.value).toBeCloseTo(4 / 9, 12);
    // Nobody differs on it, so nothing tells how that would vary.
    expect(models.get('vae')!.varied).toEqual({ value: 0, low: 0, high: 1, n: 3 });
    expect(controls.variedReals!.value).toBeCloseTo(5 / 6, 12);
    const { low, high, value } = models.get('gan')!.varied!;
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  });
});

describe('walls on the board', () => {
  const backdrop = { classes: ['zero', 'one'], scores: new Map(), realism: new Map() };
  const walls = [
    ...played,
    compared('b', ['gan', 'real'], 'left', 1, { label: 1, room: 'r2', simulated: true }),
    compared('b', ['gan', 'vae'], 'right', 2, { room: 'r2', simulated: true }),
  ];
  const pictures = judgments('a', 'vae', 4, 2);

  it('stand beside verdicts, each model with what is known of it', () => {
    const { models, facets } = analyseBoard({ pictures, walls }, { players: 'all' }, backdrop);
    expect(models['vae']).toMatchObject({ n: 4, nEff: null, varied: { n: 1 } });
    expect(models['gan']).toMatchObject({ n: 0, fooled: null, nEff: { n: 4 }, varied: { n: 2 } });
    expect(facets.modes).toEqual([
      { mode: 'twins', n: 19 },
      { mode: 'verdict', n: 4 },
      { mode: 'variety', n: 2 },
    ]);
    expect([facets.people, facets.simulated]).toEqual([23, 2]);
  });

  it('are filtered by mode, class, room and players as verdicts are', () => {
    const of = (filter: object) => analyseBoard({ pictures, walls }, filter, backdrop).models;
    expect(of({})['gan']).toMatchObject({ nEff: { n: 4 }, varied: null });
    expect(of({ players: 'simulated' })['gan']).toMatchObject({ nEff: null, varied: { n: 2 } });
    expect(of({ players: 'all', label: 1 })['gan']).toMatchObject({ nEff: null, varied: { n: 1 } });
    expect(of({ players: 'all', room: 'r1' })['gan']).toMatchObject({ nEff: { n: 4 }, varied: null });
    expect(of({ players: 'all', mode: 'verdict' })['gan']).toBeUndefined();
    expect(of({ players: 'all', mode: 'twins' })['vae']).toBeUndefined();
  });

  it('are what is behind a number: those of the model, and for twins the controls', () => {
    const twins = wallsBehind(walls, { mode: 'twins', model: 'gan' });
    expect(twins).toHaveLength(19);
    expect(wallsBehind(walls, { mode: 'twins', model: 'vae' })).toHaveLength(15);
    const varied = wallsBehind(walls, { mode: 'variety', model: 'gan' });
    expect(varied).toHaveLength(2);
    expect(wallsBehind(walls, { mode: 'variety', model: 'vae' })).toHaveLength(1);
    const behind = humanDiversity([...twins, ...varied]);
    const all = humanDiversity(walls);
    expect(behind.models.get('gan')).toEqual(all.models.get('gan'));
    expect(filtered(walls, { players: 'all' }).filter(isTwins)).toHaveLength(19);
    expect(walls.filter(isVariety)).toHaveLength(2);
  });

  it('hang pictures of the gallery, and planted twins that are none', () => {
    const row = searched('a', 'real', 1, { planted: 1, pictures: 'x x~5 y' });
    expect(hung(row)).toEqual(['x', 'y']);
    expect(hung(compared('a', ['gan', 'real'], 'left', 7))).toEqual(['l-7', 'r-7']);
  });

  it('are rows of CSV with a cell for every column', () => {
    for (const row of walls) {
      const { mode } = row;
      const line = wallsLine(row.mode === 'twins' ? row : { ...row, label: 'a,"b' });
      const cells = line.replace(/"(?:[^"]|"")*"/g, 'x').trimEnd();
      expect(cells.split(',')).toHaveLength(wallsHead(mode).trimEnd().split(',').length);
    }
    expect(wallsHead('twins')).toMatch(/participant,.*wall,size,model,planted,planted_found,pairs,comparisons/);
    expect(wallsHead('variety')).toMatch(/left,right,winner/);
  });
});
