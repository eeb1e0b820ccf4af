import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CheckpointError, DivergedError } from '../../server/ml/generator.ts';
import type { GeneratorPlugin } from '../../server/ml/generator.ts';
import { describeGenerators, fieldsOf, wordsOf } from '../../server/workers/catalogue.ts';
import { kindOf } from '../../server/workers/failure.ts';
import { newJob } from '../../server/workers/job.ts';
import { withGrid } from '../../server/workers/kept-grids.ts';
import { withLoss } from '../../server/workers/losses.ts';
import { exchanged, inTurn, lastTurn } from '../../server/workers/turns.ts';
import type { TrainingJob } from '../../shared/protocol/http.ts';

const widest = (steps: readonly number[]): number => Math.max(...steps.slice(1).map((step, i) => step - steps[i]!));

describe('a loss curve', () => {
  it('keeps at most 400 points, evenly spread, the newest among them', () => {
    let losses: TrainingJob['losses'] = [];
    let most = 0;
    for (let step = 1; step <= 2000; step++) {
      losses = withLoss(losses, { step, values: { loss: 1 / step } });
      most = Math.max(most, losses.length);
    }
    expect(most).toBe(400);
    expect(losses.at(-1)!.step).toBe(2000);
    const steps = losses.map((point) => point.step);
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
    expect(steps[0]).toBe(1);
    expect(widest(steps)).toBeLessThanOrEqual((2.5 * 2000) / 400); // the start is as finely told as the end
  });

  it('replaces what a resumed run repeats', () => {
    const losses = [1, 2, 3, 4].map((step) => ({ step, values: { loss: 1 } }));
    expect(
      withLoss(losses, { step: 3, values: { loss: 2 } }).map(({ step, values }) => [step, values['loss']]),
    ).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
    ]);
  });
});

describe('the grids kept of a run', () => {
  const grid = (step: number) => ({ step, seconds: step / 10 });

  it('are at most 60, evenly spread over it, the newest among them; every other file is let go once', () => {
    let grids: TrainingJob['grids'] = [];
    const files = new Set<number>();
    for (let step = 1; step <= 1000; step++) {
      files.add(step);
      const next = withGrid(grids, grid(step));
      for (const gone of next.dropped) expect(files.delete(gone)).toBe(true);
      grids = next.grids;
      expect(grids.length).toBeLessThanOrEqual(60);
    }
    const steps = grids.map(({ step }) => step);
    expect([...files]).toEqual(steps);
    expect(steps.at(-1)).toBe(1000);
    expect([steps.length, steps[0]]).toEqual([60, 1]);
    expect(widest(steps)).toBeLessThanOrEqual((2.5 * 1000) / 60);
  });

  it('of the steps that a resumed run repeats are replaced, and none of the new file is deleted', () => {
    const grids = [10, 20, 30].map(grid);
    expect(withGrid(grids, grid(20))).toEqual({ grids: [10, 20].map(grid), dropped: [30] });
  });
});

describe('the queue', () => {
  const job = (id: string, turn: number, status: TrainingJob['status'] = 'queued'): TrainingJob => ({
    ...newJob(id, { generator: 'vae', dataset: 'strokes', preset: 'classroom', overrides: {}, seed: 0 }, turn),
    status,
  });
  const jobs = [job('a', 1, 'running'), job('b', 4), job('c', 2, 'paused'), job('d', 3), job('e', 5)];
  const after = (id: string, way: 'earlier' | 'later'): string => {
    const moves = exchanged(jobs, id, way);
    const moved = jobs.map((one) => ({ ...one, ...moves.find((move) => move.id === one.id) }));
    return inTurn(moved)
      .map((one) => one.id)
      .join('');
  };

  it('is those that wait, by turn; who joins comes last', () => {
    expect(inTurn(jobs).map(({ id }) => id)).toEqual(['d', 'b', 'e']);
    expect(lastTurn(jobs)).toBe(6);
    expect(lastTurn([])).toBe(1);
  });

  it.each([
    ['b', 'earlier', 'bde'],
    ['b', 'later', 'deb'],
    ['d', 'later', 'bde'],
    ['d', 'earlier', 'dbe'], // first already
    ['e', 'later', 'dbe'], // last already
    ['a', 'later', 'dbe'], // it trains
    ['c', 'earlier', 'dbe'], // it is paused
    ['x', 'earlier', 'dbe'],
  ] as const)('after %s goes %s is %s', (id, way, order) => {
    expect(after(id, way)).toBe(order);
  });
});

describe('a failure', () => {
  it('is told apart by what can be done about it', () => {
    const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
    expect(kindOf(full)).toBe('disk');
    expect(kindOf(new CheckpointError('The disk is full.', { cause: full }))).toBe('disk');
    expect(kindOf(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }))).toBe('disk');
    expect(kindOf(new DivergedError('NaN'))).toBe('diverged');
    expect(kindOf(new Error('write'))).toBe('other');
    expect(kindOf('nothing')).toBe('other');
  });
});

describe('config fields', () => {
  const plugin = {
    name: 'toy',
    config: z.object({
      rate: z.number().min(0).max(0.5).describe('Rate | 속도'),
      steps: z.int().min(1).max(9).describe('Steps | 단계'),
      on: z.boolean().describe('On | 켜기'),
      kind: z.enum(['a', 'b']).describe('Kind | 종류'),
    }),
    presets: {
      classroom: { rate: 0.1, steps: 2, on: true, kind: 'a' },
      full: { rate: 0.2, steps: 3, on: false, kind: 'b' },
    },
  } as unknown as GeneratorPlugin;

  it('carry limits, choices, both presets and both languages', () => {
    expect(fieldsOf(plugin)).toEqual([
      {
        name: 'rate',
        kind: 'number',
        meaning: { en: 'Rate', ko: '속도' },
        min: 0,
        max: 0.5,
        choices: null,
        classroom: 0.1,
        full: 0.2,
      },
      {
        name: 'steps',
        kind: 'integer',
        meaning: { en: 'Steps', ko: '단계' },
        min: 1,
        max: 9,
        choices: null,
        classroom: 2,
        full: 3,
      },
      {
        name: 'on',
        kind: 'boolean',
        meaning: { en: 'On', ko: '켜기' },
        min: null,
        max: null,
        choices: null,
        classroom: true,
        full: false,
      },
      {
        name: 'kind',
        kind: 'choice',
        meaning: { en: 'Kind', ko: '종류' },
        min: null,
        max: null,
        choices: ['a', 'b'],
        classroom: 'a',
        full: 'b',
      },
    ]);
    expect(wordsOf('one language')).toEqual({ en: 'one language', ko: 'one language' });
  });

  it('can be shown for every generator', async () => {
    const all = await describeGenerators();
    expect(all.length).toBeGreaterThanOrEqual(5);
    for (const { fields } of all) {
      expect(fields.length).toBeGreaterThan(0);
      for (const { meaning, kind, min, max } of fields) {
        expect(meaning.en).not.toBe(meaning.ko);
        if (kind === 'number' || kind === 'integer') expect([min, max]).not.toContain(null);
      }
    }
  });
});

describe('the process that serves the game', () => {
  it('never loads TensorFlow.js', { timeout: 120_000 }, async () => {
    await import('../../server/workers/index.ts');
    await import('../../server/transport/routes/index.ts');
    await import('../../server/gallery/shipped.ts');
    await describeGenerators();
    expect('_tfengine' in globalThis).toBe(false); // where tfjs-core keeps its state
  });
});
