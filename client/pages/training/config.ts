import type { ConfigField, GeneratorInfo, TrainingJob, TrainingRequest } from '../../../shared/protocol/http.ts';

export type Preset = TrainingRequest['preset'];
export type Value = number | boolean | string;

/** What stands in a form: text for numbers, as typed, so that nothing a person writes is lost. */
export type Typed = Readonly<Record<string, string | boolean>>;

/** Why a typed value is not one of the field. */
export type Wrong = 'number' | 'integer' | 'limits' | 'choice';
export type Read = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly wrong: Wrong };

/** Reads one field within its limits. */
export function readField(field: ConfigField, typed: string | boolean): Read {
  switch (field.kind) {
    case 'boolean':
      return typeof typed === 'boolean' ? { ok: true, value: typed } : { ok: false, wrong: 'choice' };
    case 'choice':
      return typeof typed === 'string' && (field.choices ?? []).includes(typed)
        ? { ok: true, value: typed }
        : { ok: false, wrong: 'choice' };
    case 'number':
    case 'integer': {
      const text = String(typed).trim();
      const value = Number(text);
      if (text === '' || !Number.isFinite(value)) return { ok: false, wrong: 'number' };
      if (field.kind === 'integer' && !Number.isInteger(value)) return { ok: false, wrong: 'integer' };
      if ((field.min !== null && value < field.min) || (field.max !== null && value > field.max))
        return { ok: false, wrong: 'limits' };
      return { ok: true, value };
    }
  }
}

/** A preset as a form shows it. */
export function typedPreset(fields: readonly ConfigField[], preset: Preset): Typed {
  return Object.fromEntries(
    fields.map((field) => {
      const value = field[preset];
      return [field.name, typeof value === 'boolean' ? value : String(value)];
    }),
  );
}

/** Every field of a form read: those that differ from the preset, and what is wrong. */
export function readForm(
  fields: readonly ConfigField[],
  preset: Preset,
  typed: Typed,
): { readonly overrides: Readonly<Record<string, Value>>; readonly wrong: Readonly<Record<string, Wrong>> } {
  const overrides: Record<string, Value> = {};
  const wrong: Record<string, Wrong> = {};
  for (const field of fields) {
    const read = readField(field, typed[field.name] ?? '');
    if (!read.ok) wrong[field.name] = read.wrong;
    else if (read.value !== field[preset]) overrides[field.name] = read.value;
  }
  return { overrides, wrong };
}

/** A seed as typed, or null. The largest is 2^31 - 1, as the protocol has it. */
export function readSeed(typed: string): number | null {
  const seed = Number(typed.trim());
  return typed.trim() !== '' && Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31 ? seed : null;
}

/** A job still has something to do. */
export const isOpen = (job: TrainingJob): boolean =>
  job.status === 'queued' || job.status === 'preparing' || job.status === 'running' || job.status === 'paused';

/** A job can be told to go on: a paused one, and one whose failure can pass; the same numbers run away again. */
export const canResume = (job: TrainingJob): boolean =>
  job.status === 'paused' || (job.status === 'failed' && job.failureKind !== 'diverged');

/** What is being trained first, then the queue by turns, then what is over, newest first, but for what was stopped before it began. */
export function arranged(jobs: readonly TrainingJob[]): {
  readonly open: readonly TrainingJob[];
  readonly past: readonly TrainingJob[];
} {
  const newestFirst = [...jobs];
  const open = newestFirst.filter(isOpen).reverse();
  const waits = (job: TrainingJob): number => (job.status === 'queued' ? 1 : 0);
  const order = (a: TrainingJob, b: TrainingJob): number => waits(a) - waits(b) || (waits(a) ? a.turn - b.turn : 0);
  return {
    open: open.sort(order),
    past: newestFirst.filter((job) => !isOpen(job) && !(job.status === 'cancelled' && job.step === 0)),
  };
}

/** Generators as the ladder has them. */
export const byRung = (generators: readonly GeneratorInfo[]): readonly GeneratorInfo[] =>
  [...generators].sort((a, b) => a.rung - b.rung);
