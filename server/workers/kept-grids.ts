import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainingJob } from '../../shared/protocol/http.ts';
import { spread } from './spread.ts';

type Grids = TrainingJob['grids'];

/** Grids kept of a run. */
const MOST = 60;

/** Where the grid of a step lies in the folder of its run. */
export const gridFile = (runDir: string, step: number): string =>
  join(runDir, 'grids', `${String(step).padStart(6, '0')}.png`);

/**
 * The grids of a run with one more, at most {@link MOST} of them.
 *
 * @returns those to keep, and the steps of those whose files can go
 */
export function withGrid(
  grids: Grids,
  grid: Grids[number],
): { readonly grids: Grids; readonly dropped: readonly number[] } {
  const earlier = grids.filter(({ step }) => step < grid.step); // a resumed run repeats the steps since its checkpoint
  const kept = spread([...earlier, grid], MOST);
  const steps = new Set(kept.map(({ step }) => step));
  return { grids: kept, dropped: [...grids, grid].map(({ step }) => step).filter((step) => !steps.has(step)) };
}

/** Deletes the files of grids; one that is gone already is as good. */
export async function dropGrids(runDir: string, steps: readonly number[]): Promise<void> {
  await Promise.all(steps.map((step) => rm(gridFile(runDir, step), { force: true })));
}
