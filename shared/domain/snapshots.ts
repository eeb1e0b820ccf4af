/** What tells snapshots of one training from those of another. */
export interface Snapshot {
  readonly dataset: string;
  readonly generator: string;
  /** Null for a model that ships. */
  readonly runId: string | null;
  readonly step: number;
}

/**
 * Of each run its snapshot of the highest step, and of the models that ship the one that came last for each generator: what
 * is dealt where no models are named.
 *
 * @param models in the order in which they came, which is kept
 */
export function newestSnapshots<T>(models: readonly T[], about: (model: T) => Snapshot): T[] {
  const newest = new Map<string, T>();
  for (const model of models) {
    const { dataset, generator, runId, step } = about(model);
    const key = JSON.stringify([dataset, runId ?? ['ships', generator]]);
    const other = newest.get(key);
    if (other === undefined || runId === null || step > about(other).step) newest.set(key, model);
  }
  const kept = new Set(newest.values());
  return models.filter((model) => kept.has(model));
}
