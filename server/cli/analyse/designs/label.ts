import {
  countLabels,
  intraclassOf,
  krippendorffEstimate,
  labelDiversity,
  sortLabels,
  type Estimate,
  type IccOfRatings,
  type LabelCounts,
  type LabelRow,
  type Level,
  type Rating,
} from '../../../analysis/index.ts';
import type { Columns } from '../columns.ts';
import { repeatedNote, type AnalyseOptions, type Design, type Findings } from '../design.ts';
import { SheetError } from '../sheet.ts';
import { iccDots, iccNotes, iccResult } from './agreement.ts';
import { dotOf } from './verdict-models.ts';
import { modelsOf } from './label-models.ts';

/** Labels that say that a picture shows no class. */
const NO_CLASS = new Set(['none', 'none of these', 'none of them']);

export const label: Design = {
  name: 'label',
  summary: 'what is it?',
  clusters: ['item'],
  columns: [
    { name: 'item', required: true, meaning: 'which picture' },
    {
      name: 'label',
      required: false,
      meaning: 'what it was called; without it, every other column is a label and holds counts',
    },
    { name: 'participant', required: false, meaning: 'who labelled it' },
    { name: 'count', required: false, meaning: 'how many gave this label to this item' },
    { name: 'model', required: false, meaning: "what made the item; 'real' or nothing for a real picture" },
    { name: 'truth', required: false, meaning: 'the class that was asked for; of a real picture, its class' },
  ],
  analyse,
};

function analyse(columns: Columns, options: AnalyseOptions): Findings {
  const notes: string[] = [];
  const table = columns.has('label') ? fromRows(columns, options, notes) : fromCounts(columns, options);
  const { classes, none } = withoutNone(table);
  const total = table.counts.reduce((a, b) => a + b, 0);
  const numbers = classes.labels.map(Number);
  const numeric = numbers.every(Number.isFinite);
  const ordered = numeric || options.classes !== null;
  const alpha = (level: Level): Estimate | null => {
    if (level === 'nominal')
      return krippendorffEstimate(
        table.counts,
        table.labels.map((_, c) => c),
        level,
      );
    if (level === 'interval' ? !numeric : !ordered) return null;
    return krippendorffEstimate(classes.counts, numeric ? numbers : classes.labels.map((_, c) => c), level);
  };
  const [nominal, ordinal, interval] = [alpha('nominal'), alpha('ordinal'), alpha('interval')];
  const diversity = labelDiversity(classes);
  if (diversity === null)
    throw new SheetError("Every label is 'none of these' where some should be classes: nothing to analyse.");
  if (nominal === null) notes.push('Agreement is unknown: no item has two labels, or only one label occurs.');
  if (!numeric && !ordered)
    notes.push('Labels are words: ordinal agreement needs their order in --classes, interval agreement needs numbers.');
  else if (!numeric) notes.push('Labels are words: interval agreement needs numbers.');
  const { labelsAnItem } = diversity;
  if (labelsAnItem.mean < 10)
    notes.push(
      `${labelsAnItem.mean.toFixed(1)} labels an item: the human Inception Score wants ten or more; see human_inception_score_corrected.`,
    );
  const named = numeric && columns.has('label') && columns.has('participant') && !columns.has('count');
  const icc = named ? intraclassOf(ratingsOf(columns)) : null;
  notes.push(
    ...(named
      ? iccNotes(icc)
      : ['Intraclass correlations need labels that are numbers, each with its participant: they are unknown.']),
  );
  const byModel = columns.has('model') ? modelsOf(columns, table, classes.labels, notes) : null;
  if (options.classes === null)
    notes.push(`Classes are the ${classes.labels.length} labels that occur; --classes a,b,... names those that could.`);
  return {
    result: {
      krippendorff_alpha: {
        nominal: nominal?.value ?? null,
        ordinal: ordinal?.value ?? null,
        interval: interval?.value ?? null,
      },
      krippendorff_alpha_ci: {
        nominal: nominal?.ci ?? null,
        ordinal: ordinal?.ci ?? null,
        interval: interval?.ci ?? null,
      },
      icc: icc && iccResult(icc),
      human_inception_score: diversity.inceptionScore.value,
      human_inception_score_ci: diversity.inceptionScore.ci,
      human_inception_score_corrected: diversity.inceptionScoreCorrected.value,
      human_inception_score_corrected_ci: diversity.inceptionScoreCorrected.ci,
      modes: diversity.modes,
      labels_seen: diversity.labelsSeen,
      classes: classes.labels.length,
      kl_to_uniform: diversity.klToUniform.value,
      kl_to_uniform_ci: diversity.klToUniform.ci,
      kl_to_uniform_corrected: diversity.klToUniformCorrected,
      items: table.items.length,
      labels: total,
      labels_per_item: labelsAnItem.mean,
      none_share: total > 0 ? none / total : 0,
      ...byModel?.result,
      interval: "95 %, leaving out one item at a time, with Student's t",
    },
    charts: [
      ...(byModel?.charts ?? []),
      agreementChart([nominal, ordinal, interval], icc),
      dots('Human Inception Score', 'classes', [
        ['as labelled', diversity.inceptionScore],
        ['corrected', diversity.inceptionScoreCorrected],
      ]),
      {
        kind: 'dots',
        title: 'How often each class was named',
        unit: 'share of labels',
        dots: classes.labels.map((name, c) => ({ name, value: shareOf(classes, c), low: null, high: null })),
        zero: true,
        range: [0, 1],
        reference: { value: 1 / classes.labels.length, name: 'even' },
      },
    ],
    notes,
  };
}

function agreementChart(alphas: readonly (Estimate | null)[], icc: IccOfRatings | null): Findings['charts'][number] {
  const levels = ['nominal', 'ordinal', 'interval'];
  return {
    kind: 'dots',
    title: 'Agreement',
    unit: 'agreement',
    dots: [
      ...alphas.map((alpha, i) => dotOf(`Krippendorff's alpha, ${levels[i]!}`, alpha)),
      ...(icc ? iccDots(icc) : []),
    ],
    about: icc ? `ICC of ${icc.targets} items by ${icc.raters} participants.` : undefined,
    reference: { value: 0, name: 'none' },
  };
}

/** Labels that are numbers, as ratings of items; 'none of these' is no rating. */
function ratingsOf(columns: Columns): Rating[] {
  return Array.from({ length: columns.count }, (_, i) => ({
    rater: columns.text(i, 'participant'),
    target: columns.text(i, 'item'),
    value: Number(columns.word(i, 'label')),
  })).filter(({ value }) => Number.isFinite(value));
}

function dots(
  title: string,
  unit: string,
  estimates: readonly (readonly [string, Estimate | null])[],
): Findings['charts'][number] {
  return {
    kind: 'dots',
    title,
    unit,
    dots: estimates.map(([name, estimate]) => ({
      name,
      value: estimate?.value ?? null,
      low: estimate?.ci?.[0] ?? null,
      high: estimate?.ci?.[1] ?? null,
    })),
  };
}

function shareOf({ counts, labels }: LabelCounts, c: number): number {
  let own = 0;
  for (let at = c; at < counts.length; at += labels.length) own += counts[at]!;
  return own / counts.reduce((a, b) => a + b, 0);
}

function fromRows(columns: Columns, options: AnalyseOptions, notes: string[]): LabelCounts {
  const counted = columns.has('count');
  if (!counted && !columns.has('participant'))
    throw new SheetError(
      "Labels should come with a column 'participant' or 'count' but have neither: name one with --map.",
    );
  const { rows: kept, repeated } = columns.firsts(counted ? ['item', 'label', 'participant'] : ['item', 'participant']);
  notes.push(
    ...repeatedNote(
      repeated,
      counted ? 'a count of the same label of the same item' : 'a label of the same item by the same participant',
    ),
  );
  const rows = kept.flatMap((i): LabelRow[] => {
    const label = columns.word(i, 'label');
    if (label === '') throw columns.wrong(i, 'label', 'a label', 'fill it in or leave the row out');
    const row = { item: columns.needed(i, 'item'), label, participant: columns.text(i, 'participant') };
    if (!counted) {
      if (row.participant === '') throw columns.wrong(i, 'participant', 'a value', 'fill it in or leave the row out');
      return [row];
    }
    const count = wholeCount(columns, i, columns.neededNumber(i, 'count', 0), 'count');
    return count === 0 ? [] : [{ ...row, count }];
  });
  if (rows.length === 0) throw new SheetError('Every count is 0 where some labels should be: nothing to analyse.');
  return countLabels(rows, labelsFor(rows, options));
}

/** The classes that were named, then whatever else says 'none'. @throws SheetError where a label is not among them */
function labelsFor(rows: readonly LabelRow[], { classes }: AnalyseOptions): string[] {
  const seen = sortLabels(new Set(rows.map(({ label }) => label)));
  if (classes === null) return seen;
  const unknown = seen.find((each) => !classes.includes(each) && !NO_CLASS.has(each.toLowerCase()));
  if (unknown !== undefined)
    throw new SheetError(
      `The label '${unknown}' should be one of --classes ${classes.join(',')} but is not: add it there or correct the rows.`,
    );
  return [...classes, ...seen.filter((each) => !classes.includes(each))];
}

function fromCounts(columns: Columns, options: AnalyseOptions): LabelCounts {
  const labels = columns.others();
  if (labels.length === 0)
    throw new SheetError(
      "Items should come with a column 'label', or with one column of counts for each label, but have neither: name one with --map label=<column>.",
    );
  const order = options.classes ?? sortLabels(labels);
  const missing = order.find((each) => !labels.includes(each));
  if (missing !== undefined)
    throw new SheetError(`--classes names '${missing}' but the file has no such column of counts: correct the name.`);
  const items = Array.from({ length: columns.count }, (_, i) => columns.needed(i, 'item'));
  const counts = new Float64Array(items.length * order.length);
  for (let i = 0; i < items.length; i++)
    order.forEach((name, c) => {
      const text = columns.raw(i, name);
      counts[i * order.length + c] = wholeCount(columns, i, text === '' ? 0 : Number(text), name);
    });
  if (counts.every((count) => count === 0))
    throw new SheetError('Every count is 0 where some labels should be: nothing to analyse.');
  return { items, labels: order, counts };
}

function wholeCount(columns: Columns, i: number, count: number, name: string): number {
  if (!Number.isInteger(count) || count < 0)
    throw columns.wrong(i, name, 'a whole number of labels', 'correct the row');
  return count;
}

/** The labels that are classes, and how many labels were none of them. */
function withoutNone({ items, labels, counts }: LabelCounts): { classes: LabelCounts; none: number } {
  const kept = labels.flatMap((name, c) => (NO_CLASS.has(name.toLowerCase()) ? [] : [c]));
  const out = new Float64Array(items.length * kept.length);
  let none = 0;
  for (let i = 0; i < items.length; i++)
    labels.forEach((_, c) => {
      const to = kept.indexOf(c);
      if (to < 0) none += counts[i * labels.length + c]!;
      else out[i * kept.length + to] = counts[i * labels.length + c]!;
    });
  return { classes: { items, labels: kept.map((c) => labels[c]!), counts: out }, none };
}
