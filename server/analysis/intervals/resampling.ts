import { integersFrom } from '../numeric/chance.ts';

/** What a bootstrap draws anew: nothing, players, whole rooms, or rooms and then players in them. */
export type Resampling = 'none' | 'players' | 'rooms' | 'rooms and players';

/**
 * Units of the resampling. `nested`: players, and rooms as well where there are several. `room`: rooms as wholes however few
 * there are, which alone is right where players of a room copied each other.
 */
export type Cluster = 'nested' | 'room';

/** From this many rooms on, drawing whole rooms alone is enough. */
const MANY_ROOMS = 10;

export interface Resampler {
  readonly resampling: Resampling;
  /** Number of the unit that each player is drawn with: its room's where rooms are drawn as wholes, else its own. [players] */
  readonly unit: Int32Array;
  /** How many units. */
  readonly units: number;
  /** Fills in how often each unit is drawn. @param weights [units] */
  readonly draw: (weights: Float64Array) => void;
}

/**
 * How players vary, as a bootstrap.
 *
 * One player: nothing to resample. One room: players. Ten rooms or more: rooms with all their players, the standard for
 * clusters (Davison & Hinkley 1997, 3.8). Two to nine rooms are too few for that: then rooms, and players within each drawn
 * room, which counts the players' part of the variance up to twice, and so errs to the wide side.
 *
 * @param room number of each player's room, players of one room together, from 0 [players]
 */
export function resampler(room: Int32Array, seed: number, cluster: Cluster = 'nested'): Resampler {
  const count = room.length;
  const each = { unit: Int32Array.from(room, (_, p) => p), units: count };
  const nothing = count < 2 || (cluster === 'room' && room[count - 1] === 0);
  if (nothing) return { resampling: 'none', ...each, draw: (weights) => weights.fill(1) };
  const int = integersFrom(seed);
  const rooms = room[count - 1]! + 1;
  if (rooms === 1) {
    const draw = (weights: Float64Array): void => {
      weights.fill(0);
      for (let i = 0; i < count; i++) weights[int(count)]!++;
    };
    return { resampling: 'players', ...each, draw };
  }
  if (rooms >= MANY_ROOMS || cluster === 'room') {
    const draw = (weights: Float64Array): void => {
      weights.fill(0);
      for (let i = 0; i < rooms; i++) weights[int(rooms)]!++;
    };
    return { resampling: 'rooms', unit: room, units: rooms, draw };
  }
  const starts = Int32Array.from({ length: rooms + 1 }, (_, r) => (r === rooms ? count : room.indexOf(r)));
  const draw = (weights: Float64Array): void => {
    weights.fill(0);
    for (let i = 0; i < rooms; i++) {
      const r = int(rooms);
      const [start, end] = [starts[r]!, starts[r + 1]!];
      for (let p = start; p < end; p++) weights[start + int(end - start)]!++;
    }
  };
  return { resampling: 'rooms and players', ...each, draw };
}
