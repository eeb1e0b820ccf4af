import type { GeneratorInfo, ModelInfo, TrainingJob, Words } from '../../../shared/protocol/http.ts';
import type { Value } from './config.ts';

/** Runs that fit beside each other. */
export const MOST_COMPARED = 4;

/** What a curve is drawn over: steps, or seconds of training. */
export const AXES = ['steps', 'seconds'] as const;
export type Axis = (typeof AXES)[number];

/** A run with the config it was trained with. */
export interface Run {
  readonly job: TrainingJob;
  readonly generator: GeneratorInfo | undefined;
  readonly config: Readonly<Record<string, unknown>>;
  /** Its newest snapshot that has been scored. */
  readonly scored: ModelInfo | null;
}

/** A run has something to lay beside another's. */
export const isComparable = (job: TrainingJob): boolean => job.losses.length > 0 || job.grids.length > 0;

/** Adds a run to those chosen, or takes it away; one too many is not taken. */
export function toggled(chosen: readonly string[], id: string): readonly string[] {
  if (chosen.includes(id)) return chosen.filter((one) => one !== id);
  return chosen.length < MOST_COMPARED ? [...chosen, id] : chosen;
}

/** A job with all that a comparison needs. What its checkpoints say of its config is surer than today's preset. */
export function runOf(job: TrainingJob, generators: readonly GeneratorInfo[], models: readonly ModelInfo[]): Run {
  const generator = generators.find(({ name }) => name === job.generator);
  const mine = models.filter(({ runId }) => runId === job.id).sort((a, b) => b.step - a.step);
  const preset = Object.fromEntries((generator?.fields ?? []).map((field) => [field.name, field[job.preset]]));
  return {
    job,
    generator,
    config: mine[0]?.config ?? { ...preset, ...job.overrides },
    scored: mine.find(({ scores }) => scores !== null) ?? null,
  };
}

/** A setting by which runs differ; null where a run has no such setting. */
export interface Difference {
  readonly name: string;
  /** What it means; null for what is no field of a config: generator, dataset, preset, seed. */
  readonly meaning: Words | null;
  readonly values: readonly (Value | null)[];
}

/**
 * The settings by which runs differ, among those that know them. What only one of them knows says nothing beside others and is
 * left out.
 */
export function differences(runs: readonly Run[]): readonly Difference[] {
  const given = (['dataset', 'preset', 'seed'] as const).map((name): Difference => {
    return { name, meaning: null, values: runs.map(({ job }) => job[name]) };
  });
  const names = new Set(runs.flatMap(({ config }) => Object.keys(config)));
  const fields = [...names].map((name): Difference => {
    const field = runs.flatMap(({ generator }) => generator?.fields ?? []).find((one) => one.name === name);
    return { name, meaning: field?.meaning ?? null, values: runs.map(({ config }) => valueOf(config[name])) };
  });
  return [...given, ...fields].filter(({ values }) => new Set(values.filter((value) => value !== null)).size > 1);
}

const valueOf = (value: unknown): Value | null =>
  value === undefined || value === null
    ? null
    : typeof value === 'number' || typeof value === 'boolean'
      ? value
      : String(value);

/** Settings that are part of what a loss measures: where they differ, equal numbers do not mean the same. */
const OF_THE_LOSS = ['loss', 'beta', 'klWeight', 'balanceWeight', 'gamma', 'binarise', 'details', 'spread'] as const;

export interface Point {
  readonly x: number;
  readonly value: number;
}

/** Curves that mean the same and so share an axis. */
export interface Panel {
  readonly loss: string;
  readonly generator: string;
  readonly dataset: string;
  /** Settings of the loss by which these runs differ from those of other panels, as `name value`. */
  readonly note: string;
  /** Places among the runs, with the curve of each. */
  readonly lines: readonly { readonly run: number; readonly points: readonly Point[] }[];
  /** Where the axis ends: the longest of these runs, to its planned end on steps. */
  readonly end: number;
}

/** Losses of runs, one panel for those that can be compared: the same loss of the same kind of forger on the same pictures. */
export function panels(runs: readonly Run[], axis: Axis): readonly Panel[] {
  const found = new Map<
    string,
    { panel: Omit<Panel, 'lines' | 'end'>; lines: Panel['lines'][number][]; end: number }
  >();
  runs.forEach(({ job, config }, run) => {
    const note = OF_THE_LOSS.flatMap((name) => (name in config ? [`${name} ${String(config[name])}`] : [])).join(', ');
    for (const loss of new Set(job.losses.flatMap(({ values }) => Object.keys(values)))) {
      const points = job.losses.flatMap(({ step, seconds, values }): Point[] => {
        const x = axis === 'steps' ? step : seconds;
        const value = values[loss];
        return x === undefined || value === undefined || !Number.isFinite(value) ? [] : [{ x, value }];
      });
      if (points.length === 0) continue;
      const key = JSON.stringify([job.generator, job.dataset, loss, note]);
      const panel = { loss, generator: job.generator, dataset: job.dataset, note };
      const group = found.get(key) ?? { panel, lines: [], end: 0 };
      group.lines.push({ run, points });
      group.end = Math.max(group.end, points.at(-1)!.x, axis === 'steps' ? job.totalSteps : 0);
      found.set(key, group);
    }
  });
  const groups = [...found.values()];
  // Time is one for all; a step of one kind of forger is nothing to another's.
  const longest = Math.max(0, ...groups.map(({ end }) => end));
  return groups.map(({ panel, lines, end }) => {
    const rivals = groups.filter(
      (other) => other.panel.loss === panel.loss && other.panel.generator === panel.generator,
    );
    const apart = rivals.some((other) => other.panel.note !== panel.note);
    return { ...panel, note: apart ? panel.note : '', lines, end: axis === 'steps' ? end : longest };
  });
}

/** All moments at which a picture of any of the runs changes. */
export function moments(jobs: readonly TrainingJob[], axis: Axis): readonly number[] {
  return [...new Set(jobs.flatMap(({ grids }) => grids.map((grid) => placeOf(grid, axis))))].sort((a, b) => a - b);
}

/** The newest grid that a run had at a moment, null where it had drawn none yet. */
export function gridAt(job: TrainingJob, axis: Axis, moment: number): TrainingJob['grids'][number] | null {
  return job.grids.findLast((grid) => placeOf(grid, axis) <= moment) ?? null;
}

const placeOf = (grid: TrainingJob['grids'][number], axis: Axis): number =>
  axis === 'steps' ? grid.step : grid.seconds;

/** The axis on which runs are best compared at first: steps of different kinds of forger do not mean the same. */
export const usualAxis = (runs: readonly Run[]): Axis =>
  new Set(runs.map(({ job }) => job.generator)).size > 1 ? 'seconds' : 'steps';

/** Runs to begin with where none were chosen: the newest two on the same pictures. */
export function firstChosen(jobs: readonly TrainingJob[]): readonly string[] {
  const able = jobs.filter(isComparable);
  const other = able.slice(1).find(({ dataset }) => dataset === able[0]?.dataset);
  return able.length === 0 ? [] : [able[0]!.id, ...(other ? [other.id] : [])];
}
