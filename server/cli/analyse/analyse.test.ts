import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { lsat6Rows } from '../../analysis/skill/lsat6.ts';
import { SHROUT_FLEISS } from '../../analysis/reliability/shrout-fleiss.ts';
import { OBSERVERS } from '../../analysis/label/observers.ts';
import { run } from '../main.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'analyse-'))));
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

interface Ran {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/** One command line in this process. */
async function analyse(...args: string[]): Promise<Ran> {
  let [out, err] = ['', ''];
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((out += String(text)))),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((err += String(text)))),
  ];
  await run(['analyse', ...args]);
  spies.forEach((spy) => spy.mockRestore());
  const code = Number(process.exitCode ?? 0);
  process.exitCode = 0;
  return { out, err, code };
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const at = path.join(folder, name);
  await writeFile(at, content);
  return at;
}

const csv = (rows: readonly object[]): string =>
  [Object.keys(rows[0]!).join(','), ...rows.map((row) => Object.values(row).join(','))].join('\n');

const json = ({ out, code, err }: Ran) => {
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Record<string, never> & {
    models: Record<string, number & [number, number]>[];
    notes: string[];
  };
};

/** Ann: 1 of 4 fakes missed, 1 of 2 reals called fake. Bob: 2 of 4 and 0 of 2. */
const VOTES = [
  ...['fake', 'fake', 'fake', 'real'].map((response) => ({ participant: 'ann', truth: 'fake', model: 'm', response })),
  ...['real', 'fake'].map((response) => ({ participant: 'ann', truth: 'real', model: '', response })),
  ...['fake', 'real', 'fake', 'real'].map((response) => ({ participant: 'bob', truth: 'fake', model: 'm', response })),
  ...['real', 'real'].map((response) => ({ participant: 'bob', truth: 'real', model: '', response })),
];

describe('analyse verdict', () => {
  it('prints one JSON object with the fields that are documented', async () => {
    const found = json(await analyse(await file('votes.csv', csv(VOTES)), '--design', 'verdict', '--json'));
    const [m] = found.models;
    expect(m).toMatchObject({ model: 'm', participants: 2, n: 12, fakes: 8, reals: 4 });
    expect(m!.error_rate).toBeCloseTo((2 / 6 + 2 / 6) / 2, 12);
    expect(m!.error_rate_pooled).toBeCloseTo(4 / 12, 12);
    expect(m!.error_fake).toBeCloseTo((1 / 4 + 2 / 4) / 2, 12);
    expect(m!.error_real).toBeCloseTo((1 / 2 + 0) / 2, 12);
    for (const field of ['d_prime', 'd_prime_pooled', 'criterion']) expect(m![field]).toBeTypeOf('number');
    expect(Object.keys(m!)).toEqual(expect.arrayContaining(['se', 'ci']));
  });

  it('says the same of CSV, JSONL, Parquet, and columns of other names', async () => {
    const reference = json(await analyse(await file('same.csv', csv(VOTES)), '--design', 'verdict', '--json')).models;
    const lines = await file('same.jsonl', VOTES.map((row) => JSON.stringify(row)).join('\n'));
    const columnData = (['participant', 'truth', 'model', 'response'] as const).map((name) => ({
      name,
      data: VOTES.map((row) => row[name]),
    }));
    const parquet = await file('same.parquet', new Uint8Array(parquetWriteBuffer({ columnData })));
    const renamed = await file(
      'renamed.csv',
      `\uFEFF${csv(VOTES).replace('participant', 'rater').replaceAll('\n', '\r\n')}\r\n`,
    );
    expect(json(await analyse(lines, '--design', 'verdict', '--json')).models).toEqual(reference);
    expect(json(await analyse(parquet, '--design', 'verdict', '--json')).models).toEqual(reference);
    const mapped = await analyse(renamed, '--design', 'verdict', '--map', 'participant=rater', '--json');
    expect(json(mapped).models).toEqual(reference);
  });

  it('resamples rooms when asked, notes what limits the numbers, and drops repeated judgments', async () => {
    const rows = Array.from({ length: 8 }, (_, p) =>
      Array.from({ length: 8 }, (_, i) => ({
        participant: `p${p}`,
        room: `r${p % 4}`,
        truth: i % 2 ? 'fake' : 'real',
        model: i % 2 ? 'm' : '',
        image: i,
        confidence: (p * i) % 4,
        response: (p + i * i) % 3 ? 'fake' : 'real',
      })),
    ).flat();
    const at = await file('rooms.csv', csv([...rows, rows[0]!]));
    const byRoom = json(await analyse(at, '--design', 'verdict', '--cluster', 'room', '--json'));
    expect(byRoom.models[0]).toMatchObject({ resampled: 'rooms', rooms: 4, n: 64 });
    expect(byRoom.notes.join(' ')).toMatch(/1 row repeats.*4 rooms/);
    const alone = json(await analyse(at, '--design', 'verdict', '--json'));
    expect(alone.models[0]).toMatchObject({ resampled: 'players' });
    expect(Object.keys(alone)).toEqual(expect.arrayContaining(['roc', 'agreement', 'planning']));
    const skilled = json(await analyse(at, '--design', 'verdict', '--skill', '--json')) as unknown as {
      skill: { models: { d_prime: number }[] };
    };
    expect(skilled.skill.models[0]!.d_prime).toBeTypeOf('number');
    const one = await file('one.csv', csv(rows.filter(({ participant }) => participant === 'p1')));
    const { models, notes } = json(await analyse(one, '--design', 'verdict', '--json'));
    expect(models[0]).toMatchObject({ participants: 1, se: null, ci: null });
    expect(notes.join(' ')).toMatch(/one participant/);
  });

  it('prints ICC, split-half, planning and stopping with n and intervals, and null with a note where they are unknown', async () => {
    const rows = Array.from({ length: 6 }, (_, p) =>
      Array.from({ length: 10 }, (_, i) => ({
        participant: `p${p}`,
        truth: i % 2 ? 'fake' : 'real',
        model: i % 2 ? 'm' : '',
        image: i,
        confidence: 1 + ((p + i) % 3),
        response: (i % 2 === 1) === ((p * i) % 5 !== 1) ? 'fake' : 'real',
      })),
    ).flat();
    type Printed = {
      agreement: Record<string, unknown> & { icc: Record<string, unknown> };
      planning: Record<string, number>[];
      stopping: Record<string, unknown>[];
      roc: Record<string, unknown>[];
    };
    const at = await file('full.csv', csv(rows));
    const full = json(await analyse(at, '--design', 'verdict', '--json', '--width', '0.05')) as unknown as Printed;
    expect(full.agreement).toMatchObject({ pictures: 10, judgments: 60, split_half_participants: 6 });
    expect(full.agreement.icc).toMatchObject({ rating: 'confidence', pictures: 10, raters: 6, share_of_judgments: 1 });
    for (const measure of ['icc_1', 'icc_2', 'icc_3', 'icc_1_mean', 'icc_2_mean', 'icc_3_mean']) {
      const [low, high] = full.agreement.icc[`${measure}_ci`] as [number, number];
      expect(low).toBeLessThan(full.agreement.icc[measure] as number);
      expect(high).toBeGreaterThan(full.agreement.icc[measure] as number);
    }
    expect(full.planning[0]).toMatchObject({ model: 'm', participants: 6 });
    expect(full.stopping[0]).toMatchObject({ unit: 'participant', n: 6, width_wanted: 0.05, may_stop: false });
    expect(full.stopping[0]!.n_needed).toBeGreaterThanOrEqual(20);
    expect(full.stopping[0]!.always_valid_ci).toHaveLength(2);
    expect(full.roc[0]).toMatchObject({ participants: 6, n: 60 });

    const own = rows.map((row) => ({ ...row, image: `${row.participant} ${row.image}` }));
    const sparse = json(await analyse(await file('own.csv', csv(own)), '--design', 'verdict', '--json'));
    expect((sparse as unknown as Printed).agreement.icc).toBeNull();
    expect(sparse.notes.join(' ')).toMatch(/Intraclass correlations need 5 or more pictures/);

    const said = await analyse(at, '--design', 'verdict');
    for (const words of [
      /ICC\(2\) +-?0\.\d+ \(/,
      /Area under the ROC/,
      /split-half/,
      /points wide where 10\.0 are wanted/,
    ])
      expect(said.out).toMatch(words);
  });

  it('writes a page that asks nothing of the outside', async () => {
    const page = path.join(folder, 'page.html');
    await analyse(await file('votes.csv', csv(VOTES)), '--design', 'verdict', '--report', page);
    const text = await readFile(page, 'utf8');
    expect(text).toMatch(/<svg[\s\S]*Error rate[\s\S]*<table/);
    expect(text).not.toMatch(/(src|href)=|https?:|<script|@import/);
    const hostile = VOTES.map((row) => ({
      ...row,
      model: row.model && '<img src=x>',
      participant: `<b>${row.participant}`,
    }));
    await analyse(await file('hostile.csv', csv(hostile)), '--design', 'verdict', '--report', page);
    const safe = await readFile(page, 'utf8');
    expect(safe).not.toMatch(/<img|<b>(ann|bob)|NaN|undefined/);
    expect(safe).toMatch(/Figure 1\..*Planning and stopping/s);
  });
});

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

describe('analyse refuses in one sentence, with exit code 1', () => {
  const refused: [what: string, text: string, design: string, sentence: RegExp, extra?: string[]][] = [
    ['a missing column', 'participant,truth,response\na,real,fake', 'verdict', /column 'model'.*--map model=/],
    ['an unknown mapping', csv(VOTES), 'verdict', /'who' holds participant/, ['--map', 'participant=who']],
    ['a mapping of nothing it reads', csv(VOTES), 'verdict', /--map names 'rater'/, ['--map', 'rater=participant']],
    ['a file without rows', 'participant,truth,model,response\n', 'verdict', /no rows/],
    ['an empty file', '', 'verdict', /no rows/],
    [
      'an unknown truth',
      csv(VOTES).replace('ann,real', 'ann,maybe'),
      'verdict',
      /Line 6 .*'real' or 'fake' under 'truth' but has 'maybe'/,
    ],
    ['an unknown response', csv(VOTES).replace('m,real', 'm,dunno'), 'verdict', /under 'response' but has 'dunno'/],
    ['a fake of no model', csv(VOTES).replace('fake,m', 'fake,'), 'verdict', /Line 2 .*'model'/],
    ['no participant', csv(VOTES).replace('bob', ''), 'verdict', /Line 8 .*'participant'/],
    [
      'a confidence that is no number',
      'participant,truth,model,response,confidence\na,fake,m,real,high',
      'verdict',
      /a number under 'confidence' but has 'high'/,
    ],
    ['rooms that are not there', csv(VOTES), 'verdict', /needs a column 'room'/, ['--cluster', 'room']],
    [
      'a room that is not said',
      `participant,truth,model,response,room\na,fake,m,real,`,
      'verdict',
      /Line 2 .*a value under 'room'/,
      ['--cluster', 'room'],
    ],
    [
      'a unit of another design',
      csv(VOTES),
      'verdict',
      /--cluster item is not for verdict.*participant or room/,
      ['--cluster', 'item'],
    ],
    ['a column of another case', csv(VOTES).replace('model', 'Model'), 'verdict', /--map model=Model/],
    ['a heading of two lines', csv(VOTES).replace('model', '"mo\ndel"'), 'verdict', /'mo del'.*--map model=/],
    ['a report nowhere', csv(VOTES), 'verdict', /cannot be written \(ENOENT\)/, ['--report', '/nowhere/at/all.html']],
    ['a winner that did not play', 'left,right,winner\na,b,a', 'duel', /'left' or 'right' or 'tie'/],
    ['one who never lost', 'left,right,winner\na,b,left', 'duel', /--prior/],
    ['an exposure below 0', 'participant,exposure\na,-5', 'flash', /from 0 up/],
    [
      'more found than planted',
      'participant,model,size,pairs,planted,planted_found\na,m,9,0,1,2',
      'twins',
      /at most the 1 planted/,
    ],
    [
      'a control of another kind',
      'participant,model,size,pairs,control\na,m,9,0,maybe',
      'twins',
      /'planted' or 'real'/,
    ],
    [
      'nothing planted on a planted control',
      'participant,model,size,pairs,planted,control\na,m,9,0,0,planted',
      'twins',
      /at least 1 on a planted control/,
    ],
    [
      'one name for two walls',
      'participant,model,size,pairs,wall\na,m,9,0,1\nb,x,9,0,1',
      'twins',
      /Line 3 .*a name that only rows of the same pictures share/,
    ],
    [
      'two pairs where one could be reported',
      'participant,model,size,pairs\na,m,9,2',
      'twins',
      /0 or 1 under 'pairs' but has '2'/,
      ['--pairs', 'one'],
    ],
    [
      'more pairs than there are',
      'participant,model,size,pairs\na,m,3,9',
      'twins',
      /at most the 3 pairs of 3 pictures/,
    ],
    ['half a picture', 'participant,model,size,pairs\na,m,3.5,1', 'twins', /a whole number under 'size'/],
    ['a count below 0', 'item,a,b\nx,1,-2', 'label', /^Line 2 .*whole number of labels under 'b' but has '-2'/],
    ['a class that is none', 'item,label,participant,model,truth\nx,a,p,m,q', 'label', /classes that occur as labels/],
    [
      'one item of two models',
      'item,label,participant,model\nx,a,p,m\nx,a,q,n',
      'label',
      /Line 3 .*an item of one model/,
    ],
    ['labels of nobody', 'item,label\n1,a', 'label', /'participant' or 'count'/],
    ['an answer that is neither', 'person,item,correct\np,i,perhaps', 'rasch', /0 or 1/],
    ['everybody right', 'person,item,correct\np,i,1\nq,i,1', 'rasch', /no bounds/],
    ['a ragged row', 'participant,truth,model,response\na,fake,m', 'verdict', /not well-formed CSV/],
    ['two columns of one name', 'participant,participant\na,b', 'verdict', /two columns named/],
    ['a line that is no object', '{"participant":"a"}\n[1]', 'verdict', /Line 2 .*JSON object/],
  ];
  for (const [what, text, design, sentence, extra = []] of refused)
    it(what, async () => {
      const { code, err, out } = await analyse(await file('bad.csv', text), '--design', design, '--json', ...extra);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(sentence);
      expect(err.trim().split('\n')).toHaveLength(1);
    });

  it('text that is not UTF-8, whose names could fall together, and a JSON array', async () => {
    const utf16 = await file('utf16.csv', Buffer.from(`\uFEFF${csv(VOTES)}`, 'utf16le'));
    expect((await analyse(utf16, '--design', 'verdict')).err).toMatch(/is UTF-16: save it as CSV UTF-8/);
    const latin1 = await file('latin1.csv', Buffer.from(csv(VOTES).replaceAll('ann', 'Zo\u00eb'), 'latin1'));
    expect((await analyse(latin1, '--design', 'verdict')).err).toMatch(/text in UTF-8 but is not/);
    const array = await file('array.json', JSON.stringify(VOTES));
    expect((await analyse(array, '--design', 'verdict')).err).toMatch(/one object a line/);
  });

  it('a file that is not there, and a broken Parquet file', async () => {
    expect((await analyse(path.join(folder, 'nowhere.csv'), '--design', 'verdict')).err).toMatch(/there is none/);
    const broken = await file('broken.parquet', 'PAR1 and nothing more');
    expect((await analyse(broken, '--design', 'verdict')).err).toMatch(/whole Parquet file/);
    expect((await analyse(await file('text.parquet', 'a,b\n1,2'), '--design', 'verdict')).err).toMatch(/PAR1/);
  });
});
