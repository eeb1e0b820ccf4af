import { addTo } from '../groups.ts';
import type { Estimate } from '../intervals/estimate.ts';
import { clusteredMean } from '../intervals/clusters.ts';

/** One trial of a staircase. */
export interface FlashRow {
  readonly participant: string;
  readonly model: string;
  readonly block: string;
  /** Requested exposure of the image. Milliseconds. */
  readonly exposure: number;
  readonly room?: string;
}

export interface FlashThreshold {
  readonly participant: string;
  readonly room: string;
  /** Modal exposure of each block, by the blocks' names. Milliseconds. */
  readonly blocks: Readonly<Record<string, number>>;
  /** Their mean. Milliseconds. */
  readonly threshold: number;
  readonly trials: number;
}

export interface FlashReport {
  readonly model: string;
  readonly participants: number;
  readonly blocks: number;
  readonly trials: number;
  /** Mean of the participants' thresholds: the longer people must look, the better the model. Milliseconds. */
  readonly hypeTime: Estimate;
  readonly thresholds: readonly FlashThreshold[];
}

/** The commonest value; the least of equally common ones. */
export function mode(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = NaN;
  for (const [value, count] of counts) {
    const most = counts.get(best) ?? 0;
    if (count > most || (count === most && value < best)) best = value;
  }
  return best;
}

/**
 * HYPE-time (Zhou et al. 2019): the modal exposure of each block of a participant's staircase, their mean over blocks, and the
 * mean of those over participants.
 *
 * @param unit what intervals leave out
 */
export function analyseFlash(rows: readonly FlashRow[], unit: 'participant' | 'room' = 'participant'): FlashReport[] {
  const models = [...new Set(rows.map(({ model }) => model))].sort();
  return models.map((model) => {
    const thresholds = thresholdsOf(rows.filter((row) => row.model === model));
    const units = unit === 'room' ? thresholds.map(({ room }) => room) : thresholds.map((_, i) => String(i));
    return {
      model,
      participants: thresholds.length,
      blocks: thresholds.reduce((sum, { blocks }) => sum + Object.keys(blocks).length, 0),
      trials: thresholds.reduce((sum, { trials }) => sum + trials, 0),
      hypeTime: clusteredMean(
        thresholds.map(({ threshold }) => threshold),
        units,
      ),
      thresholds,
    };
  });
}

function thresholdsOf(rows: readonly FlashRow[]): FlashThreshold[] {
  const people = new Map<string, FlashRow[]>();
  for (const row of rows) {
    addTo(people, JSON.stringify([row.room ?? '', row.participant]), row);
  }
  return [...people.values()].map((own): FlashThreshold => {
    const names = [...new Set(own.map(({ block }) => block))].sort();
    const modes = names.map((name) => mode(own.filter(({ block }) => block === name).map(({ exposure }) => exposure)));
    return {
      participant: own[0]!.participant,
      room: own[0]!.room ?? '',
      blocks: Object.fromEntries(names.map((name, i) => [name, modes[i]!])),
      threshold: modes.reduce((a, b) => a + b, 0) / modes.length,
      trials: own.length,
    };
  });
}
