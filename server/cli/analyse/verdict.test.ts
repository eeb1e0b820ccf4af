import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { VOTES, analyse, csv, file, folder, json } from '../../../tests/cli/analyse.ts';

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
