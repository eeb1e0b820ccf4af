import { describe, expect, it } from 'vitest';
import { lsat6Rows } from '../../analysis/skill/lsat6.ts';
import { SHROUT_FLEISS } from '../../analysis/reliability/shrout-fleiss.ts';
import { OBSERVERS } from '../../analysis/label/observers.ts';
import { analyse, csv, file, json } from '../../../tests/cli/analyse.ts';

describe('analyse other designs', () => {
  const WINS = { AB: 2, AD: 1, BA: 3, BC: 5, CB: 3, CD: 1, DA: 4, DC: 3 };
  const duels = Object.entries(WINS).flatMap(([pair, n]) =>
    Array.from({ length: n }, () => ({ left: pair[0], right: pair[1], winner: 'left' })),
  );

  it('duel: strengths, ratings by scale, base and init, ties', async () => {
    const at = await file('duels.csv', csv(duels));
    const found = json(await analyse(at, '--design', 'duel', '--json'));
    const strengths = Object.fromEntries(
      found.models.map(({ model, strength }) => [model, Number(strength).toFixed(3)]),
    );
    expect(strengths).toEqual({ A: '0.640', B: '1.043', C: '0.660', D: '2.270' });
    expect(found.tie).toBeNull();
    const tied = await file('tied.csv', csv([...duels, { left: 'A', right: 'B', winner: 'tie' }]));
    const davidson = json(
      await analyse(
        tied,
        '--design',
        'duel',
        '--ties',
        'davidson',
        '--scale',
        '1',
        '--base',
        '2.718281828459045',
        '--init',
        '0',
        '--json',
      ),
    );
    expect(davidson.tie).toBeGreaterThan(0);
    expect(davidson.models[0]!.rating).toBeCloseTo(Math.log(davidson.models[0]!.strength!), 9);
  });

  it("duel: where one source is 'real', d' of the forced choice", async () => {
    const rows = ['a', 'b', 'c', 'd'].flatMap((participant, p) =>
      Array.from({ length: 10 }, (_, i) => ({
        participant,
        left: i % 2 ? 'real' : 'm',
        right: i % 2 ? 'm' : 'real',
        winner: (i % 2 === 1) === i < 6 + p ? 'left' : 'right',
      })),
    );
    const found = json(await analyse(await file('choice.csv', csv(rows)), '--design', 'duel', '--json'));
    const [m] = found.against_real as unknown as Record<string, number & [number, number]>[];
    // 6, 7, 8 and 9 of ten: 30 of 40; sqrt(2) z(30.5 / 41).
    expect(m).toMatchObject({ model: 'm', n: 40, share_correct: 0.75 });
    expect(m!.d_prime).toBeCloseTo(Math.SQRT2 * 0.65539, 3);
    expect(m!.d_prime_ci![0]).toBeLessThan(m!.d_prime!);
    expect(m!.d_prime_ci![1]).toBeGreaterThan(m!.d_prime!);
  });

  it("label: ICC of Shrout and Fleiss's ratings, where labels are numbers of named raters", async () => {
    const rows = SHROUT_FLEISS.map((label, at) => ({
      item: `t${Math.floor(at / 4)}`,
      label,
      participant: `j${at % 4}`,
    }));
    const found = json(await analyse(await file('ratings.csv', csv(rows)), '--design', 'label', '--json'));
    const icc = found.icc as unknown as Record<string, number>;
    const ours = ['icc_1', 'icc_2', 'icc_3', 'icc_1_mean', 'icc_2_mean', 'icc_3_mean'].map((name) =>
      icc[name]!.toFixed(3),
    );
    expect(ours).toEqual(['0.166', '0.290', '0.715', '0.443', '0.620', '0.909']);
    expect([icc.pictures, icc.raters]).toEqual([6, 4]);
    const words = rows.map((row) => ({ ...row, label: `c${row.label}` }));
    const none = json(await analyse(await file('words.csv', csv(words)), '--design', 'label', '--json'));
    expect(none.icc).toBeNull();
    expect(none.notes.join(' ')).toMatch(/need labels that are numbers/);
  });

  it('label: from judgments and from counts, the same', async () => {
    const rows = OBSERVERS.map(({ item, label, participant }) => ({ item, label, participant }));
    const found = json(await analyse(await file('labels.csv', csv(rows)), '--design', 'label', '--json'));
    const alpha = found.krippendorff_alpha as unknown as Record<string, number>;
    expect([alpha.nominal, alpha.ordinal, alpha.interval].map((x) => x!.toFixed(3))).toEqual([
      '0.743',
      '0.815',
      '0.849',
    ]);
    const items = [...new Set(rows.map(({ item }) => item))];
    const wide = items.map((item) => ({
      item,
      ...Object.fromEntries(
        ['1', '2', '3', '4', '5'].map((label) => [
          label,
          rows.filter((row) => row.item === item && row.label === label).length,
        ]),
      ),
    }));
    // Object keys that look like numbers come first, so the column of items is last: order must not matter.
    const counts = json(await analyse(await file('counts.csv', csv(wide)), '--design', 'label', '--json'));
    for (const field of ['krippendorff_alpha', 'human_inception_score', 'modes', 'kl_to_uniform'])
      expect(counts[field]).toEqual(found[field]);
    expect(found).toMatchObject({ modes: 5, classes: 5, items: 12 });
  });

  it('label: each model by itself, its class accuracy corrected by what people confuse on reals', async () => {
    const rows = ['a', 'b'].flatMap((truth) =>
      Array.from({ length: 10 }, (_, i) => [
        { item: `real ${truth}${i}`, model: 'real', truth, label: i < 8 ? truth : 'b', participant: 'p' },
        { item: `fake ${truth}${i}`, model: 'm', truth, label: i < 8 ? truth : 'b', participant: 'p' },
      ]).flat(),
    );
    const found = json(await analyse(await file('asked.csv', csv(rows)), '--design', 'label', '--json'));
    const [real, m] = found.models;
    expect([String(real!.model), String(m!.model), m!.items]).toEqual(['real', 'm', 20]);
    // a is taken for b two times in ten on reals too: the model errs no more than people do.
    expect(m!.class_accuracy).toBeCloseTo(0.9, 12);
    expect(m!.class_accuracy_corrected).toBeGreaterThan(0.95);
    expect(m!.kl_to_data).toBeGreaterThan(0);
    expect(real!.class_accuracy).toBeNull();
    expect((found.confusion as unknown as { labelled: number[][] }).labelled[0]![0]).toBeCloseTo(0.78, 2);
    const plain = rows.map(({ truth: _, ...row }) => row);
    const { models, notes } = json(await analyse(await file('unasked.csv', csv(plain)), '--design', 'label', '--json'));
    expect(models[1]!.class_accuracy).toBeNull();
    expect(notes.join(' ')).toMatch(/no class accuracy/);
  });

  it('label: counts of millions weigh as much as rows', async () => {
    const few = [
      { item: 'x', label: 'a', count: 3 },
      { item: 'x', label: 'b', count: 1 },
      { item: 'y', label: 'b', count: 4 },
    ];
    const ask = async (name: string, rows: readonly object[]) =>
      json(await analyse(await file(name, csv(rows)), '--design', 'label', '--json')).human_inception_score;
    const many = few.map(({ count, ...row }) => ({ ...row, count: 1e9 * count }));
    expect(await ask('many.csv', many)).toBeCloseTo(Number(await ask('few.csv', few)), 12);
  });

  it('rasch: LSAT6', async () => {
    const rows = lsat6Rows().map(({ correct, ...row }) => ({
      ...row,
      person: row.person.replace(',', ''),
      correct: correct ? 1 : 0,
    }));
    const found = json(await analyse(await file('lsat.csv', csv(rows)), '--design', 'rasch', '--json'));
    expect(Number(found.log_likelihood)).toBeCloseTo(-2466.938, 3);
    expect(Number(found.discrimination)).toBeCloseTo(0.755, 3);
    expect((found.items as unknown as { easiness: number }[])[0]!.easiness).toBeCloseTo(2.73, 2);
  });

  it('flash, twins and variety', async () => {
    const flash = ['a', 'b', 'c'].flatMap((participant, p) =>
      [100, 130, 130].map((exposure) => ({ participant, block: 1, exposure: exposure + 10 * p })),
    );
    const time = json(await analyse(await file('flash.csv', csv(flash)), '--design', 'flash', '--json'));
    expect(time.models[0]).toMatchObject({ participants: 3, hype_time: 140 });
    const walls = [
      { participant: 'a', model: 'm', size: 20, pairs: 2, planted: 1, planted_found: 1 },
      { participant: 'b', model: 'real', size: 20, pairs: 0, planted: 3, planted_found: 2 },
    ];
    const twins = json(await analyse(await file('twins.csv', csv(walls)), '--design', 'twins', '--json'));
    expect(twins.models[0]).toMatchObject({ pairs: 2, comparisons: 190, n_eff: 95 });
    expect(twins.models[0]!.n_eff_corrected).toBeCloseTo(0.75 * 95, 9);
    expect(twins).toMatchObject({ spotting: { hit_rate: 0.75 }, false_alarms: { per_comparison: 0, walls: 1 } });
    const variety = json(await analyse(await file('variety.csv', csv(duels)), '--design', 'variety', '--json'));
    expect(variety.models.find(({ model }) => String(model) === 'D')!.share).toBeCloseTo(7 / 9, 12);
  });
});

describe('analyse twins with controls', () => {
  const head = 'participant,model,size,control,pairs,planted_found,wall';
  const walls = ['a,m,20,,1,,w1', 'b,m,20,,0,,w1', 'a,m,20,,0,,w2', 'b,x,9,real,1,,w3', 'a,m,20,planted,0,1,w4'];

  it('takes planted ones for spotting, real ones for false alarms, and a shared wall once', async () => {
    const at = await file('controls.csv', [head, ...walls, 'b,m,20,planted,1,0,w4'].join('\n'));
    const found = json(await analyse(at, '--design', 'twins', '--json'));
    expect(found).toMatchObject({
      spotting: { hit_rate: 0.5, planted: 2 },
      false_alarms: { per_comparison: 1 / 36, comparisons: 36, walls: 1, share_of_walls: 1 },
      pairs_a_wall: 'all',
    });
    expect(found.models).toHaveLength(1);
    expect(found.models[0]).toMatchObject({ model: 'm', walls: 2, pairs: 1, comparisons: 570, n_eff: 760 });
    const one = json(await analyse(at, '--design', 'twins', '--pairs', 'one', '--json'));
    expect(one.models[0]!.n_eff).toBeCloseTo(-190 / Math.log(1 - 0.25), 9);
    expect(one.notes.join(' ')).not.toMatch(/--pairs/);
  });

  it('reads the rows of a room as they are', async () => {
    const rows = [1, 0, 0].map((pairs, i) => ({
      p: 'a',
      model: 'm',
      size: 12,
      planted: 0,
      pairs,
      comparisons: 66,
      w: i,
    }));
    const planted = { p: 'a', model: 'real', size: 12, planted: 1, pairs: 1, comparisons: 0, w: 9 };
    const at = await file('played.csv', csv([...rows, planted]));
    const found = json(
      await analyse(at, '--design', 'twins', '--map', 'participant=p,wall=w', '--pairs', 'one', '--json'),
    );
    expect(found).toMatchObject({
      false_alarms: { per_comparison: null, walls: 0 },
      spotting: { hit_rate: 0, planted: 1 },
    });
    expect(found.models[0]!.n_eff).toBeCloseTo(-66 / Math.log(2 / 3), 9);
    expect(found.notes.join(' ')).toMatch(/No wall is real/);
  });
});
