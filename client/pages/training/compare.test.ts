import { describe, expect, it } from 'vitest';
import type { GeneratorInfo, ModelInfo, TrainingJob } from '../../../shared/protocol/http.ts';
import { layout } from './CompareGrids.tsx';
import {
  differences,
  firstChosen,
  gridAt,
  moments,
  MOST_COMPARED,
  panels,
  runOf,
  toggled,
  usualAxis,
} from './compare.ts';
import type { Run } from './compare.ts';
import { arranged, canResume } from './config.ts';

const job = (id: string, change: Partial<TrainingJob> = {}): TrainingJob => ({
  id,
  generator: 'vae',
  dataset: 'mnist',
  preset: 'classroom',
  overrides: {},
  seed: 0,
  status: 'done',
  step: 100,
  totalSteps: 100,
  secondsLeft: null,
  startedAt: null,
  turn: 0,
  doing: null,
  losses: [10, 50, 100].map((step) => ({ step, seconds: step / 2, values: { elbo: 1 / step } })),
  grid: 3,
  grids: [1, 40, 100].map((step) => ({ step, seconds: step / 2 })),
  snapshots: [],
  failure: null,
  failureKind: null,
  ...change,
});
const meaning = { en: 'Weight of the code', ko: '코드의 무게' };
const field = { name: 'beta', kind: 'number', meaning, min: 0, max: 9, choices: null, classroom: 1, full: 2 } as const;
const vae = { name: 'vae', fields: [field, { ...field, name: 'latent', classroom: 16, full: 32 }] };
const generators = [vae, { name: 'gan', fields: [{ ...field, name: 'latent', classroom: 64, full: 64 }] }] as const;
const run = (id: string, change: Partial<TrainingJob> = {}, models: readonly Partial<ModelInfo>[] = []): Run =>
  runOf(job(id, change), generators as unknown as GeneratorInfo[], models as ModelInfo[]);

describe('the config of a run', () => {
  it('is its preset with what was changed', () => {
    expect(run('a', { overrides: { beta: 4 } }).config).toEqual({ beta: 4, latent: 16 });
    expect(run('a', { preset: 'full' }).config).toEqual({ beta: 2, latent: 32 });
  });

  it('is what its checkpoints say where there are some: a preset may have changed since', () => {
    const models = [
      { runId: 'a', step: 40, config: { beta: 7, latent: 8 }, scores: null },
      { runId: 'b', step: 90, config: { beta: 9 }, scores: null },
    ];
    expect(run('a', {}, models).config).toEqual({ beta: 7, latent: 8 });
  });

  it('comes with the newest of its snapshots that is scored', () => {
    const scores = {} as ModelInfo['scores'];
    const models = [
      { runId: 'a', step: 40, config: {}, scores },
      { runId: 'a', step: 90, config: {}, scores },
      { runId: 'a', step: 100, config: {}, scores: null },
      { runId: 'b', step: 200, config: {}, scores },
    ];
    expect(run('a', {}, models).scored?.step).toBe(90);
    expect(run('c', {}, models).scored).toBeNull();
  });
});

describe('what differs', () => {
  const names = (...runs: Run[]): string[] => differences(runs).map(({ name }) => name);

  it('is nothing between equal runs, and only that between others', () => {
    expect(names(run('a'), run('b'))).toEqual([]);
    expect(differences([run('a'), run('b', { seed: 5, overrides: { beta: 0 } })])).toEqual([
      { name: 'seed', meaning: null, values: [0, 5] },
      { name: 'beta', meaning, values: [1, 0] },
    ]);
  });

  it('leaves out what only one kind of forger has, and keeps what two of three share', () => {
    const gan = { generator: 'gan' };
    expect(names(run('a'), run('b', gan))).toEqual(['latent']);
    expect(names(run('a'), run('b'), run('c', gan))).toEqual(['latent']); // beta is the same where there is one
    expect(differences([run('a'), run('b', { overrides: { beta: 3 } }), run('c', gan)])).toContainEqual({
      name: 'beta',
      meaning,
      values: [1, 3, null],
    });
  });
});

describe('panels of losses', () => {
  it('put the same loss of the same kind on one axis, which ends where the longest is planned to end', () => {
    const half = { step: 50, losses: job('x').losses.slice(0, 2), totalSteps: 300 };
    const [panel, ...more] = panels([run('a'), run('b', half)], 'steps');
    expect(more).toEqual([]);
    expect(panel).toMatchObject({ loss: 'elbo', end: 300, note: '' });
    expect(panel!.lines.map(({ run: place, points }) => [place, points.map(({ x }) => x)])).toEqual([
      [0, [10, 50, 100]],
      [1, [10, 50]],
    ]);
  });

  it.each([
    ['kinds of forger', { generator: 'gan' }],
    ['pictures', { dataset: 'strokes' }],
    ['weights inside the loss', { overrides: { beta: 4 } }],
  ])('of different %s never share one', (_what, change) => {
    const found = panels([run('a'), run('b', change)], 'steps');
    expect(found.map(({ lines }) => lines.map((line) => line.run))).toEqual([[0], [1]]);
  });

  it('share one where a setting differs that the loss does not contain', () => {
    expect(panels([run('a'), run('b', { overrides: { latent: 4 } })], 'steps')).toHaveLength(1);
  });

  it('say which setting parts them, and only then', () => {
    expect(panels([run('a'), run('b', { overrides: { beta: 4 } })], 'steps').map(({ note }) => note)).toEqual([
      'beta 1',
      'beta 4',
    ]);
    expect(panels([run('a'), run('b', { generator: 'gan' })], 'steps').map(({ note }) => note)).toEqual(['', '']);
  });

  it('are of each loss of a run, without values that are not finite', () => {
    const losses = [
      { step: 1, seconds: 1, values: { real: 2, fake: NaN } },
      { step: 2, seconds: 2, values: { real: 1, fake: 3 } },
    ];
    const found = panels([run('a', { losses })], 'steps');
    expect(found.map(({ loss, lines }) => [loss, lines[0]!.points])).toEqual([
      [
        'real',
        [
          { x: 1, value: 2 },
          { x: 2, value: 1 },
        ],
      ],
      ['fake', [{ x: 2, value: 3 }]],
    ]);
  });

  it('over seconds all end together, and leave out runs that kept no times', () => {
    const slow = job('x').losses.map((point) => ({ ...point, seconds: point.step * 3 }));
    const untimed = job('x').losses.map(({ step, values }) => ({ step, values }));
    const runs = [run('a'), run('b', { generator: 'gan', losses: slow }), run('c', { losses: untimed })];
    expect(panels(runs, 'seconds').map(({ end, lines }) => [end, lines.map((line) => line.run)])).toEqual([
      [300, [0]],
      [300, [1]],
    ]);
    expect(panels(runs, 'steps')[0]!.lines.map((line) => line.run)).toEqual([0, 2]);
  });
});

describe('one moment of several runs', () => {
  const slow = job('b', { grids: [1, 60, 100].map((step) => ({ step, seconds: step * 3 })) });

  it('is any at which one of them changed', () => {
    expect(moments([job('a'), slow], 'steps')).toEqual([1, 40, 60, 100]);
    expect(moments([job('a'), slow], 'seconds')).toEqual([0.5, 3, 20, 50, 180, 300]);
  });

  it('shows of each the newest grid that it had by then, on the axis that is looked at', () => {
    const steps = (moment: number, axis: 'steps' | 'seconds'): (number | undefined)[] =>
      [job('a'), slow].map((one) => gridAt(one, axis, moment)?.step);
    expect(steps(60, 'steps')).toEqual([40, 60]);
    expect(steps(59, 'steps')).toEqual([40, 1]);
    expect(steps(60, 'seconds')).toEqual([100, 1]);
    expect(steps(2, 'seconds')).toEqual([1, undefined]); // nothing from its future
    expect(gridAt(job('c', { grids: [] }), 'steps', 5)).toBeNull();
  });

  it('is counted in steps for one kind of forger, in seconds across kinds', () => {
    expect(usualAxis([run('a'), run('b')])).toBe('steps');
    expect(usualAxis([run('a'), run('b', { generator: 'gan' })])).toBe('seconds');
  });
});

describe('choosing runs', () => {
  it('adds, takes away, and never holds too many', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
    const full = Array.from({ length: MOST_COMPARED }, (_, i) => String(i));
    expect(toggled(full, 'x')).toEqual(full);
    expect(toggled(full, '0')).toEqual(full.slice(1));
  });

  it('begins with the newest two on the same pictures that have something to show', () => {
    const empty = { losses: [], grids: [] };
    const jobs = [job('e', empty), job('d'), job('c', { dataset: 'strokes' }), job('b'), job('a')];
    expect(firstChosen(jobs)).toEqual(['d', 'b']);
    expect(firstChosen([job('e', empty)])).toEqual([]);
  });
});

describe('grids beside each other', () => {
  it.each([
    // [runs, width, device pixels, columns]: two on a laptop, four as two rows of two, on a phone one below the other
    [2, 1240, 1, 2],
    [3, 1240, 1, 2],
    [4, 1240, 1, 2],
    [3, 1900, 1, 3],
    [4, 358, 2, 1],
    [1, 1240, 1, 1],
  ])('%i runs on %i pixels at %i take %i columns', (count, width, ratio, columns) => {
    const { columns: found, room } = layout(count, width, ratio);
    expect(found).toBe(columns);
    expect(found * room).toBeLessThanOrEqual(width);
  });
});

describe('jobs', () => {
  it('wait in the order of their turns', () => {
    const queue = [job('c', { status: 'queued', turn: 2 }), job('b', { status: 'queued', turn: 3 })];
    const { open } = arranged([...queue, job('a', { status: 'running', turn: 9 })]);
    expect(open.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
  });

  it('that were stopped before their first step leave nothing behind', () => {
    const { past } = arranged([job('b', { status: 'cancelled', step: 0 }), job('a', { status: 'cancelled', step: 1 })]);
    expect(past.map(({ id }) => id)).toEqual(['a']);
  });

  it('go on when told, but for those whose loss ran away', () => {
    const able = (change: Partial<TrainingJob>): boolean => canResume(job('a', change));
    expect(able({ status: 'paused' })).toBe(true);
    expect(able({ status: 'failed', failureKind: 'disk' })).toBe(true);
    expect(able({ status: 'failed', failureKind: 'diverged' })).toBe(false);
    for (const status of ['running', 'done', 'cancelled', 'queued'] as const) expect(able({ status })).toBe(false);
  });
});
