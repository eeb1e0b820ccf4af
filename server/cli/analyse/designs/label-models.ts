import { classAccuracy, labelDiversity, type LabelCounts, type ShownItem } from '../../../analysis/index.ts';
import type { Columns } from '../columns.ts';
import type { Dot, Findings } from '../design.ts';

/** An item with what made it (null: a real picture), and its class where that is said. */
type Made = Pick<ShownItem, 'model'> & { readonly truth: string | null };

/**
 * What labels say of each model: how many things it makes, and with the classes that were asked for, how often it makes those.
 *
 * @param classes labels that are classes
 */
export function modelsOf(
  columns: Columns,
  table: LabelCounts,
  classes: readonly string[],
  notes: string[],
): Pick<Findings, 'result' | 'charts'> {
  const made = madeOf(columns, classes);
  const shown = table.items.map((item) => made.get(item)!);
  const asked = columns.has('truth');
  const shares = asked ? sharesOf(shown, classes) : null;
  const accuracy = asked
    ? classAccuracy(
        table,
        shown.map(({ model, truth }) => ({ model, truth: truth! })),
        classes,
      )
    : null;
  if (!asked) notes.push("No column 'truth' says which class was asked for, so there is no class accuracy.");
  else if (accuracy!.missing.length > 0)
    notes.push(
      `No real picture of ${accuracy!.missing.join(', ')} was labelled, so class accuracy is not corrected by what people confuse.`,
    );
  const sources = [...new Set(shown.map(({ model }) => model))].sort((a, b) =>
    a === null ? -1 : b === null ? 1 : a < b ? -1 : 1,
  );
  const models = sources.map((model) => {
    const diversity = labelDiversity(ofModel(table, shown, model, classes), shares ?? undefined);
    const own = accuracy?.models.find((each) => each.model === model);
    return {
      model: model ?? 'real',
      items: shown.filter((each) => each.model === model).length,
      human_inception_score: diversity?.inceptionScore.value ?? null,
      human_inception_score_ci: diversity?.inceptionScore.ci ?? null,
      human_inception_score_corrected: diversity?.inceptionScoreCorrected.value ?? null,
      human_inception_score_corrected_ci: diversity?.inceptionScoreCorrected.ci ?? null,
      modes: diversity?.modes ?? 0,
      kl_to_uniform: diversity?.klToUniform.value ?? null,
      kl_to_uniform_corrected: diversity?.klToUniformCorrected ?? null,
      kl_to_data: diversity?.klToData?.value ?? null,
      kl_to_data_ci: diversity?.klToData?.ci ?? null,
      class_accuracy: own?.labelled.value ?? null,
      class_accuracy_ci: own?.labelled.ci ?? null,
      class_accuracy_corrected: own?.corrected?.value ?? null,
      class_accuracy_corrected_ci: own?.corrected?.ci ?? null,
    };
  });
  const dots = models.flatMap((each): Dot[] => {
    const value = each.class_accuracy_corrected ?? each.class_accuracy;
    const ci = each.class_accuracy_corrected_ci ?? each.class_accuracy_ci;
    return value === null ? [] : [{ name: each.model, value, low: ci?.[0] ?? null, high: ci?.[1] ?? null }];
  });
  return {
    result: { models, ...(accuracy?.confusion ? { confusion: { classes, labelled: accuracy.confusion } } : {}) },
    charts: dots.length > 0 ? [{ kind: 'dots', title: 'Class accuracy', unit: 'share of its pictures', dots }] : [],
  };
}

/** @throws SheetError where rows of one item disagree, or a class is none */
function madeOf(columns: Columns, classes: readonly string[]): ReadonlyMap<string, Made> {
  const made = new Map<string, Made>();
  const asked = columns.has('truth');
  for (let i = 0; i < columns.count; i++) {
    const name = columns.text(i, 'model');
    const model = name === '' || name.toLowerCase() === 'real' ? null : name;
    const truth = asked ? columns.needed(i, 'truth') : null;
    if (truth !== null && !classes.includes(truth))
      throw columns.wrong(
        i,
        'truth',
        'one of the classes that occur as labels',
        'correct it, or name all in --classes',
      );
    const item = columns.needed(i, 'item');
    const first = made.get(item);
    if (first && (first.model !== model || first.truth !== truth))
      throw columns.wrong(i, 'item', 'an item of one model and one class', 'give each item a name of its own');
    if (!first) made.set(item, { model, truth });
  }
  return made;
}

/** The data's class shares as the real items have them; null without any, or where a class has none. */
function sharesOf(shown: readonly Made[], classes: readonly string[]): readonly number[] | null {
  const reals = shown.filter(({ model }) => model === null);
  const shares = classes.map((name) => reals.filter(({ truth }) => truth === name).length / reals.length);
  return shares.every((share) => share > 0) ? shares : null;
}

/** The items of one source, classes alone. */
function ofModel(
  { items, labels, counts }: LabelCounts,
  shown: readonly Made[],
  model: string | null,
  classes: readonly string[],
): LabelCounts {
  const rows = shown.flatMap((each, i) => (each.model === model ? [i] : []));
  const columns = classes.map((name) => labels.indexOf(name));
  const own = Float64Array.from({ length: rows.length * columns.length }, (_, at) => {
    const row = rows[Math.floor(at / columns.length)]!;
    return counts[row * labels.length + columns[at % columns.length]!]!;
  });
  return { items: rows.map((i) => items[i]!), labels: classes, counts: own };
}
