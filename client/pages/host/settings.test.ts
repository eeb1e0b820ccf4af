import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, roomSettings } from '../../../shared/domain/room.ts';
import type { DatasetInfo, ModelInfo } from '../../../shared/protocol/http.ts';
import { AUTO_NEXT, LOTS, SECONDS, dealtModels, lotsFrom, offered, startingSettings, withModel } from './settings.ts';

const model = (
  id: string,
  dataset = 'strokes',
  pool = 1000,
  run: { runId: string; step: number } | null = null,
): ModelInfo => ({
  id,
  generator: id,
  title: { en: id, ko: id },
  idea: { en: '', ko: '' },
  giveaway: { en: '', ko: '' },
  dataset,
  step: run?.step ?? 1,
  totalSteps: 1,
  shipped: run === null,
  runId: run?.runId ?? null,
  seed: 0,
  config: {},
  datasetHash: '',
  trainedSeconds: 1,
  pool,
  scores: null,
});
const there = [model('a'), model('b'), model('c')];
const run = [1, 2, 3].map((step) => model(`r${step}`, 'strokes', 1000, { runId: 'r', step }));

const dataset = (name: string, playable: boolean): DatasetInfo => ({
  name,
  description: { en: '', ko: '' },
  builtIn: false,
  available: true,
  reals: 1,
  models: 1,
  playable,
  fetching: null,
});

describe('what is offered', () => {
  it('can all be played', () => {
    for (const seconds of SECONDS) expect(roomSettings.safeParse({ ...DEFAULT_SETTINGS, seconds }).success).toBe(true);
    for (const autoNextSeconds of AUTO_NEXT)
      expect(roomSettings.safeParse({ ...DEFAULT_SETTINGS, autoNextSeconds }).success).toBe(true);
    for (const lots of [LOTS.min, LOTS.max])
      expect(roomSettings.safeParse({ ...DEFAULT_SETTINGS, lots }).success).toBe(true);
    for (const lots of [LOTS.min - 1, LOTS.max + 1])
      expect(roomSettings.safeParse({ ...DEFAULT_SETTINGS, lots }).success).toBe(false);
  });

  it('includes what is set, in its place', () => {
    expect(offered(SECONDS, 20)).toEqual([10, 20, 30, 60, null]);
    expect(offered(SECONDS, 45)).toEqual([10, 20, 30, 45, 60, null]);
    expect(offered(AUTO_NEXT, 7)).toEqual([null, 5, 7, 10, 20]);
  });

  it('reads a number of lots or nothing', () => {
    expect(lotsFrom(' 12 ')).toBe(12);
    for (const bad of ['', '1', '61', '2.5', 'ten']) expect(lotsFrom(bad)).toBeNull();
  });
});

describe('forgers', () => {
  it('are all of the data set that have pictures, where none is named', () => {
    const all = [...there, model('other', 'mnist'), model('empty', 'strokes', 0)];
    expect(dealtModels(DEFAULT_SETTINGS, all).map((m) => m.id)).toEqual(['a', 'b', 'c']);
    expect(dealtModels({ ...DEFAULT_SETTINGS, models: ['c', 'other'] }, all).map((m) => m.id)).toEqual(['c']);
  });

  it('are of a run its newest snapshot, and of what ships the version that came last', () => {
    const older = { ...model('a0'), generator: 'a' };
    const ids = (models: readonly ModelInfo[]) => dealtModels(DEFAULT_SETTINGS, models).map((m) => m.id);
    expect(ids([older, ...there, ...run])).toEqual(['a', 'b', 'c', 'r3']);
    expect(ids([run[2]!, run[0]!])).toEqual(['r3']);
    const earlier = withModel(DEFAULT_SETTINGS, [...there, ...run], 'r1', true);
    expect(earlier.models).toEqual(['a', 'b', 'c', 'r3', 'r1']);
    expect(withModel(earlier, [...there, ...run], 'r1', false).models).toEqual([]);
  });

  it('are named when one is left out, and unnamed when all are back', () => {
    const less = withModel(DEFAULT_SETTINGS, there, 'b', false);
    expect(less.models).toEqual(['a', 'c']);
    expect(withModel(less, there, 'b', true).models).toEqual([]);
  });

  it('never become none', () => {
    const one = { ...DEFAULT_SETTINGS, models: ['a'] };
    expect(withModel(one, there, 'a', false)).toBe(one);
  });
});

describe('starting settings', () => {
  it('take the built-in pictures where they can be played, else the first that can', () => {
    expect(startingSettings([dataset('mnist', true), dataset('strokes', true)]).dataset).toBe('strokes');
    expect(startingSettings([dataset('strokes', false), dataset('mnist', true)]).dataset).toBe('mnist');
    expect(startingSettings([]).dataset).toBe(DEFAULT_SETTINGS.dataset);
  });
});
