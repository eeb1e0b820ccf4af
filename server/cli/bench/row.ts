/** One measured figure; where it was measured beside something else in the same run, what that was and the ratio ours / theirs. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly against?: string;
  readonly ratio?: number;
}
