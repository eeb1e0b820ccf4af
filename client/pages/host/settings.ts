import { DEFAULT_SETTINGS, roomSettings } from '../../../shared/domain/room.ts';
import { newestSnapshots } from '../../../shared/domain/snapshots.ts';
import type { GameMode, RoomSettings } from '../../../shared/domain/room.ts';
import type { DatasetInfo, ModelInfo } from '../../../shared/protocol/http.ts';

/** Offered times for a lot, seconds; null is without limit. */
export const SECONDS = [10, 20, 30, 60, null] as const;
/** Offered times after which the next lot opens by itself; null waits for the host. */
export const AUTO_NEXT = [null, 5, 10, 20] as const;
export const LOTS = { min: 2, max: 60 } as const;

/** Offered numbers of pictures of a wall. */
export const WALLS = { twins: [9, 16, 25], variety: [8, 9, 12, 16] } as const;

/** What changes with the mode: looking over a wall takes longer than looking at a picture. */
export const modeSettings = (mode: GameMode): Partial<RoomSettings> => ({
  mode,
  wallSize: undefined,
  seconds: { verdict: 20, twins: 60, variety: 30 }[mode],
});

/** The offered values with the one that is set, in order, null last where it was last. */
export function offered(values: readonly (number | null)[], now: number | null): readonly (number | null)[] {
  if (values.includes(now)) return values;
  const numbers = [...values.filter((v) => v !== null), ...(now === null ? [] : [now])].sort((a, b) => a - b);
  return values[0] === null ? [null, ...numbers] : [...numbers, null];
}

/** A number of lots as typed, or null where it is not one that may be played. */
export function lotsFrom(typed: string): number | null {
  const lots = Number(typed.trim());
  return typed.trim() !== '' && roomSettings.shape.lots.safeParse(lots).success ? lots : null;
}

/**
 * The forgers that will be dealt: those chosen, else all of the data set that have pictures, but of a run trained here the
 * newest snapshot alone.
 */
export function dealtModels(settings: RoomSettings, models: readonly ModelInfo[]): readonly ModelInfo[] {
  const there = models.filter((model) => model.dataset === settings.dataset && model.pool > 0);
  return settings.models.length === 0
    ? newestSnapshots(there, (model) => model)
    : there.filter((model) => settings.models.includes(model.id));
}

/**
 * Settings after one forger was switched. Those dealt where none is named are written so, and then models trained later are
 * dealt too; the last one cannot be switched off.
 * @param there Every model that could be dealt.
 */
export function withModel(settings: RoomSettings, there: readonly ModelInfo[], id: string, on: boolean): RoomSettings {
  const unnamed = newestSnapshots(there, (model) => model).map((model) => model.id);
  const before = settings.models.length === 0 ? unnamed : settings.models;
  const after = on ? [...before.filter((other) => other !== id), id] : before.filter((other) => other !== id);
  if (after.length === 0) return settings;
  const same = after.length === unnamed.length && unnamed.every((model) => after.includes(model));
  return { ...settings, models: same ? [] : after };
}

/** Good defaults for what this server has: the built-in data set where it can be played, else the first that can. */
export function startingSettings(datasets: readonly DatasetInfo[]): RoomSettings {
  const playable = datasets.filter((dataset) => dataset.playable);
  const dataset = playable.find((d) => d.name === DEFAULT_SETTINGS.dataset) ?? playable[0];
  return { ...DEFAULT_SETTINGS, dataset: dataset?.name ?? DEFAULT_SETTINGS.dataset };
}
