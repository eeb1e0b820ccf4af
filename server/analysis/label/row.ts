/** What one person called one item. */
export interface LabelRow {
  readonly item: string;
  readonly label: string;
  readonly participant: string;
  /** How many said so; 1 where left out. */
  readonly count?: number;
}

/** Items by labels, each cell how often; from rows or from a file of counts. */
export interface LabelCounts {
  readonly items: readonly string[];
  readonly labels: readonly string[];
  /** [items, labels] */
  readonly counts: Float64Array;
}

/** @param labels in their order; those of the rows, sorted (numbers as numbers), where null */
export function countLabels(rows: readonly LabelRow[], labels: readonly string[] | null = null): LabelCounts {
  const all = labels ?? sortLabels(new Set(rows.map(({ label }) => label)));
  const items = [...new Set(rows.map(({ item }) => item))].sort();
  const itemNumber = new Map(items.map((item, i) => [item, i]));
  const labelNumber = new Map(all.map((label, i) => [label, i]));
  const counts = new Float64Array(items.length * all.length);
  for (const { item, label, count = 1 } of rows) {
    const k = labelNumber.get(label);
    if (k !== undefined) counts[itemNumber.get(item)! * all.length + k]! += count;
  }
  return { items, labels: all, counts };
}

/** Numbers in their order where all are numbers, else words in theirs. */
export function sortLabels(labels: Iterable<string>): string[] {
  const all = [...labels];
  const numbers = all.every((label) => label.trim() !== '' && Number.isFinite(Number(label)));
  return numbers ? all.sort((a, b) => Number(a) - Number(b)) : all.sort();
}
