import { classAccuracy, type ShownItem } from '../label/class-accuracy.ts';
import { labelDiversity } from '../label/diversity.ts';
import { krippendorffEstimate } from '../label/krippendorff.ts';
import { countLabels, type LabelRow } from '../label/row.ts';
import type { Draws } from '../numeric/draws.ts';
import { coverageStudy } from './coverage.ts';

/** Pictures of 10 classes, some more often; labellers who miss by one class or anywhere. */
function simulateLabels(items: number, labellers: number, { int, chance, uniform }: Draws): LabelRow[] {
  return Array.from({ length: items }, (_, i) => {
    const truth = Math.floor(10 * uniform() ** 1.4);
    const unclear = chance(0.25);
    return Array.from({ length: labellers }, (_, p): LabelRow => {
      const off = chance(unclear ? 0.5 : 0.06);
      const label = !off ? truth : chance(0.6) ? Math.min(9, Math.max(0, truth + (chance(0.5) ? 1 : -1))) : int(10);
      return { item: `${i}`, label: String(label), participant: `p${p}` };
    });
  }).flat();
}

const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
/** Of data whose first classes are the rarer ones. */
const DATA_SHARES = CLASSES.map((_, c) => (c + 6) / 105);

/** Reals of five classes, and samples of which four in five are what was asked for; people take a class for the next at times. */
function simulateAsked(reals: number, samples: number, { int, chance }: Draws) {
  const rows: LabelRow[] = [];
  const shown = new Map<string, ShownItem>();
  const add = (item: string, model: string | null, asked: number, is: number): void => {
    shown.set(item, { model, truth: CLASSES[asked]! });
    for (let p = 0; p < 4; p++) {
      const label = is < 0 ? 'none' : CLASSES[chance(0.15) ? (is + 1) % 5 : is]!;
      rows.push({ item, label, participant: `p${p}` });
    }
  };
  for (let i = 0; i < reals; i++) add(`real ${i}`, null, i % 5, i % 5);
  for (let i = 0; i < samples; i++) {
    const wrong = chance(0.5) ? -1 : (i + 1 + int(4)) % 5;
    add(`fake ${i}`, 'm', i % 5, chance(0.8) ? i % 5 : wrong);
  }
  const table = countLabels(rows);
  return { table, shown: table.items.map((item) => shown.get(item)!) };
}

export const LABEL_STUDIES = [
  coverageStudy({
    name: 'label',
    design: '150 pictures of 10 classes, 10 labels each; pictures left out in turn',
    repetitions: { full: 6000, quick: 30 },
    once: (draws) => {
      const { counts, labels } = countLabels(simulateLabels(150, 10, draws), CLASSES);
      const diversity = labelDiversity({ items: [], counts, labels }, DATA_SHARES)!;
      const values = labels.map(Number);
      return {
        "Krippendorff's alpha, nominal": krippendorffEstimate(counts, values, 'nominal'),
        "Krippendorff's alpha, ordinal": krippendorffEstimate(counts, values, 'ordinal'),
        "Krippendorff's alpha, interval": krippendorffEstimate(counts, values, 'interval'),
        'human Inception Score': diversity.inceptionScore,
        'human Inception Score, corrected': diversity.inceptionScoreCorrected,
        'KL of classes to uniform': diversity.klToUniform,
        'KL of classes to the data': diversity.klToData,
      };
    },
  }),
  coverageStudy({
    name: 'label small',
    design: '40 pictures of 10 classes, 5 labels each; pictures left out in turn',
    repetitions: { full: 6000, quick: 60 },
    once: (draws) => {
      const { counts, labels } = countLabels(simulateLabels(40, 5, draws), CLASSES);
      const values = labels.map(Number);
      return {
        "Krippendorff's alpha, nominal": krippendorffEstimate(counts, values, 'nominal'),
        "Krippendorff's alpha, ordinal": krippendorffEstimate(counts, values, 'ordinal'),
        "Krippendorff's alpha, interval": krippendorffEstimate(counts, values, 'interval'),
      };
    },
  }),
  coverageStudy({
    name: 'class accuracy',
    design:
      '200 reals of five classes and 200 samples, 4 labels each, 15 % taken for the next class; 40 groups left out in turn',
    repetitions: { full: 2000, quick: 10 },
    truth: { 'class accuracy, corrected': 0.8 },
    once: (draws) => {
      const { table, shown } = simulateAsked(200, 200, draws);
      const { labelled, corrected } = classAccuracy(table, shown, CLASSES.slice(0, 5)).models[0]!;
      return { 'class accuracy, as labelled': labelled, 'class accuracy, corrected': corrected };
    },
  }),
];
