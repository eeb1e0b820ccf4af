/** Both parts of the bound for posteriors held ever more firmly, as the server's `trade` answers; nats. */
export interface Trade {
  /** -1 the prior, 0 the encoder's own, 1 narrower. */
  readonly firmness: readonly number[];
  readonly reconstruction: readonly number[];
  readonly kl: readonly number[];
}

/** reconstruction + beta KL of each hold. */
export function costs({ reconstruction, kl }: Trade, beta: number): number[] {
  return reconstruction.map((nats, i) => nats + beta * kl[i]!);
}

/** Index of the cheapest hold. */
export function bestHold(trade: Trade, beta: number): number {
  const all = costs(trade, beta);
  return all.indexOf(Math.min(...all));
}
