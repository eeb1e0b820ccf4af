import type { RoomSettings } from '../../shared/domain/room.ts';
import type { Mode } from './mode.ts';
import { verdictMode } from './verdict/index.ts';

/** Every mode by its name in the settings; the type refuses a forgotten one. */
export const MODES: Readonly<Record<RoomSettings['mode'], Mode>> = { verdict: verdictMode };
