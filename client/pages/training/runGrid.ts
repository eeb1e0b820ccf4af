import type { Layout } from '../../ui/Samples.tsx';

/** Samples of a run: ten columns of four, as the server lays them out. */
export const RUN_GRID: Layout = { columns: 10, rows: 4 };
