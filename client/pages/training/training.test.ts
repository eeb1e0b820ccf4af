import { describe, expect, it } from 'vitest';
import type { ConfigField, TrainingJob } from '../../../shared/protocol/http.ts';
import { arranged, readField, readForm, readSeed, typedPreset } from './config.ts';
import { apart, lossPoints, lossRange } from './losses.ts';

const meaning = { en: 'm', ko: 'm' };
const latent: ConfigField = {
  name: 'latent',
  kind: 'integer',
  meaning,
  min: 2,
  max: 128,
  choices: null,
  classroom: 16,
  full: 32,
};
const rate: ConfigField = {
  name: 'rate',
  kind: 'number',
  meaning,
  min: 0,
  max: null,
  choices: null,
  classroom: 0.001,
  full: 0.0002,
};
const ema: ConfigField = {
  name: 'ema',
  kind: 'boolean',
  meaning,
  min: null,
  max: null,
  choices: null,
  classroom: false,
  full: true,
};
const loss: ConfigField = {
  name: 'loss',
  kind: 'choice',
  meaning,
  min: null,
  max: null,
  choices: ['r3', 'wgan'],
  classroom: 'r3',
  full: 'r3',
};
const fields = [latent, rate, ema, loss];

describe('a field of a config', () => {
  it.each([
    [latent, '16', 16],
    [latent, ' 2 ', 2],
    [latent, '128', 128],
    [rate, '1e-4', 1e-4],
    [rate, '0', 0],
    [ema, true, true],
    [loss, 'wgan', 'wgan'],
  ] as const)('takes what is within its limits: %#', (field, typed, value) => {
    expect(readField(field, typed)).toEqual({ ok: true, value });
  });

  it.each([
    [latent, '', 'number'],
    [latent, 'many', 'number'],
    [latent, '12.5', 'integer'],
    [latent, '1', 'limits'],
    [latent, '129', 'limits'],
    [rate, '-0.1', 'limits'],
    [rate, 'Infinity', 'number'],
    [rate, '0,1', 'number'],
    [ema, 'yes', 'choice'],
    [loss, 'hinge', 'choice'],
    [loss, true, 'choice'],
  ] as const)('refuses what is not: %#', (field, typed, wrong) => {
    expect(readField(field, typed)).toEqual({ ok: false, wrong });
  });
});

describe('a form', () => {
  it.each(['classroom', 'full'] as const)('left alone overrides nothing of %s', (preset) => {
    expect(readForm(fields, preset, typedPreset(fields, preset))).toEqual({ overrides: {}, wrong: {} });
  });

  it('overrides what differs from its preset, and only that', () => {
    const typed = { ...typedPreset(fields, 'full'), latent: '16', ema: false };
    expect(readForm(fields, 'full', typed)).toEqual({ overrides: { latent: 16, ema: false }, wrong: {} });
  });

  it('names every field that is wrong', () => {
    const typed = { ...typedPreset(fields, 'classroom'), latent: '0', rate: '' };
    expect(readForm(fields, 'classroom', typed).wrong).toEqual({ latent: 'limits', rate: 'number' });
  });

  it('takes seeds that the protocol takes', () => {
    expect(readSeed('0')).toBe(0);
    expect(readSeed('2147483647')).toBe(2147483647);
    for (const bad of ['', '-1', '1.5', '2147483648', 'x']) expect(readSeed(bad)).toBeNull();
  });
});

function job(id: string, status: TrainingJob['status'], losses: TrainingJob['losses'] = []): TrainingJob {
  return {
    id,
    generator: 'gan',
    dataset: 'strokes',
    preset: 'classroom',
    overrides: {},
    seed: 0,
    status,
    step: 0,
    totalSteps: 10,
    secondsLeft: null,
    startedAt: null,
    turn: 0,
    doing: null,
    losses,
    grid: 0,
    grids: [],
    snapshots: [],
    failure: null,
    failureKind: null,
  };
}

describe('jobs', () => {
  it('show what runs, then the queue in its order, then the past from the newest', () => {
    const newestFirst = [
      job('e', 'queued'),
      job('d', 'queued'),
      job('c', 'running'),
      job('b', 'done'),
      job('a', 'failed'),
    ];
    const { open, past } = arranged(newestFirst);
    expect(open.map((j) => j.id).join('')).toBe('cde');
    expect(past.map((j) => j.id).join('')).toBe('ba');
  });
});

describe('losses', () => {
  it('become points by name, without what is not finite', () => {
    const points = lossPoints(
      job('a', 'running', [
        { step: 1, values: { g: 2, d: NaN } },
        { step: 2, values: { g: 1, d: 3 } },
      ]),
    );
    expect(points).toEqual([
      { step: 1, name: 'g', value: 2 },
      { step: 2, name: 'g', value: 1 },
      { step: 2, name: 'd', value: 3 },
    ]);
  });

  it('are shown without the fall of the first tenth once there are many', () => {
    const falling = Array.from({ length: 100 }, (_, step) => ({
      step,
      name: 'loss',
      value: step < 5 ? 1000 : 1 + step / 100,
    }));
    const [low, high] = lossRange(falling);
    expect(high).toBeLessThan(3);
    expect(low).toBeLessThan(1.1);
    expect(lossRange(falling.slice(0, 10))[1]).toBeGreaterThan(999);
  });

  it('have a range even where they never change', () => {
    const [low, high] = lossRange([{ step: 0, value: 2 }]);
    expect(low).toBeLessThan(2);
    expect(high).toBeGreaterThan(2);
  });
});

describe('labels beside a chart', () => {
  it('stay where they are while there is room, and keep their order and distance where there is none', () => {
    expect(apart([10, 60, 40], 16)).toEqual([10, 60, 40]);
    expect(apart([12, 10, 11], 16)).toEqual([42, 10, 26]);
  });
});
