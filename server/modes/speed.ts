import type { RoomSettings } from '../../shared/domain/room.ts';
import { speedPoints } from '../../shared/domain/scoring.ts';
import type { Timing } from './mode.ts';

/** Points for a quick right answer, where the host gives some. */
export function speedBonus(right: boolean, { elapsedMs, limitMs }: Timing, settings: RoomSettings): number {
  return settings.speedPoints && right && limitMs !== null ? speedPoints(elapsedMs, limitMs) : 0;
}

export const ruleName = (settings: RoomSettings, name: string): string =>
  settings.speedPoints ? `${name}+speed/1` : `${name}/1`;
