/** What one rater said of one target. */
export interface Rating {
  readonly rater: string;
  readonly target: string;
  readonly value: number;
}

/** Raters who all rated the same targets. */
export interface FullTable {
  readonly targets: readonly string[];
  readonly raters: readonly string[];
  /** [targets, raters] */
  readonly values: Float64Array;
  /** Share of all ratings that the table holds. */
  readonly share: number;
}

/** Fewer tell hardly how targets differ. */
export const FEWEST_TARGETS = 5;
/** Raters around whom a table is sought, those with most ratings first. */
const SEEDS = 40;

/**
 * The largest full table that is found in ratings with gaps: around each of some raters, the others are added in the order of
 * the targets they share, as long as cells are gained. Who is left out hangs on what was shown, never on what was said.
 *
 * @returns null where no two raters share five targets
 */
export function fullTable(ratings: readonly Rating[]): FullTable | null {
  const said = new Map<string, Map<string, number>>();
  let count = 0;
  for (const { rater, target, value } of ratings) {
    let own = said.get(rater);
    if (!own) said.set(rater, (own = new Map()));
    if (own.has(target)) continue;
    own.set(target, value);
    count++;
  }
  const order = [...said].sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1)).map(([rater]) => rater);
  let best: Pick<FullTable, 'targets' | 'raters'> | null = null;
  for (const seed of order.slice(0, SEEDS)) {
    const found = around(seed, order, said);
    if (found && (!best || found.targets.length * found.raters.length > best.targets.length * best.raters.length))
      best = found;
  }
  if (!best) return null;
  const { targets, raters } = best;
  const values = Float64Array.from(targets.flatMap((target) => raters.map((rater) => said.get(rater)!.get(target)!)));
  return { targets, raters, values, share: values.length / count };
}

function around(
  seed: string,
  order: readonly string[],
  said: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Pick<FullTable, 'targets' | 'raters'> | null {
  const first = [...said.get(seed)!.keys()];
  const shared = order.map((rater) => {
    const own = said.get(rater)!;
    return { rater, n: rater === seed ? Infinity : first.reduce((sum, target) => sum + Number(own.has(target)), 0) };
  });
  shared.sort((a, b) => b.n - a.n);
  let common = first;
  let [cells, raters, targets] = [0, 0, first];
  for (let k = 1; k < shared.length; k++) {
    const own = said.get(shared[k]!.rater)!;
    common = common.filter((target) => own.has(target));
    if (common.length < FEWEST_TARGETS) break;
    if (common.length * (k + 1) > cells) [cells, raters, targets] = [common.length * (k + 1), k + 1, common];
  }
  if (raters < 2) return null;
  return { targets: [...targets].sort(), raters: shared.slice(0, raters).map(({ rater }) => rater) };
}
