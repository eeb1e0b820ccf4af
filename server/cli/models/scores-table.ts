import type { AutomaticScores, MetricScore } from '../../ml/checkpoint.ts';
import type { CheckpointEntry } from '../../ml/checkpoints/registry.ts';

const HEADINGS = [
  'model',
  'steps',
  'n',
  'Frechet distance',
  'floor',
  'ratio',
  'Inception Score',
  'precision',
  'recall',
  'class accuracy',
  'of its own',
] as const;

/** The recorded scores of generators, a Markdown row each; those never evaluated say so. */
export function scoresTable(entries: readonly CheckpointEntry[]): string {
  const rows = entries
    .filter(({ header }) => header.kind === 'generator')
    .map(({ ref, header }) => [ref, String(header.step), ...(header.scores ? cells(header.scores) : ['not evaluated'])]);
  return [HEADINGS, HEADINGS.map(() => '---'), ...rows]
    .map((row) => `| ${HEADINGS.map((_, column) => row[column] ?? '').join(' | ')} |\n`)
    .join('');
}

function cells(scores: AutomaticScores): string[] {
  const { frechet, inceptionScore, precision, recall, floor, classAccuracy, own, samples } = scores;
  return [
    String(samples.n),
    `${frechet.value.toFixed(2)} (${frechet.low.toFixed(2)} to ${frechet.high.toFixed(2)})`,
    floor.toFixed(2),
    (frechet.value / floor).toFixed(2),
    inceptionScore.value.toFixed(2),
    share(precision),
    share(recall),
    classAccuracy === null ? '' : classAccuracy.toFixed(3),
    Object.entries(own)
      .map(([name, { value, unit }]) => `${name} ${value.toPrecision(5)} ${unit}`)
      .join('; '),
  ];
}

const share = (score: MetricScore | undefined): string => (score ? score.value.toFixed(3) : '');
