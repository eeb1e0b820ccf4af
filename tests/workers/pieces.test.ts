import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { GeneratorPlugin } from '../../server/ml/generator.ts';
import { describeGenerators, fieldsOf, wordsOf } from '../../server/workers/catalogue.ts';
import { withLoss } from '../../server/workers/losses.ts';
import type { TrainingJob } from '../../shared/protocol/http.ts';

describe('a loss curve', () => {
  it('keeps at most 400 points, evenly spread, the newest among them', () => {
    let losses: TrainingJob['losses'] = [];
    let most = 0;
    for (let step = 1; step <= 2000; step++) {
      losses = withLoss(losses, step, { loss: 1 / step });
      most = Math.max(most, losses.length);
    }
    expect(most).toBe(400);
    expect(losses.at(-1)!.step).toBe(2000);
    const steps = losses.map((point) => point.step);
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
    expect(steps[0]).toBeLessThan(100);
  });

  it('replaces what a resumed run repeats', () => {
    const losses = [1, 2, 3, 4].map((step) => ({ step, values: { loss: 1 } }));
    expect(withLoss(losses, 3, { loss: 2 }).map(({ step, values }) => [step, values['loss']])).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
    ]);
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
