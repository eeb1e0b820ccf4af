import type { BoardRow, Estimate } from '../../../shared/protocol/http.ts';
import { inWords } from '../../i18n/index.ts';
import { formatCount, formatFixed, formatPercent, formatSignificant } from '../../i18n/numbers.ts';
import type { Column } from './columns.ts';

/** Columns whose numbers are shares in per cent. */
const PERCENT: ReadonlySet<Column> = new Set([
  'fooled',
  'errorRate',
  'varied',
  'memorisation',
  'twoSample',
  'classAccuracy',
]);

/** A number as its column writes it, without the unit repeated inside intervals. */
export function formatScore(column: Column, value: number): string {
  if (PERCENT.has(column)) return formatPercent(value);
  switch (column) {
    case 'nEff':
      return value === Infinity ? '\u221e' : formatCount(Math.round(value));
    case 'frechet':
    case 'frechetInfinity':
      return value >= 100 ? formatCount(Math.round(value)) : formatSignificant(value);
    case 'kid':
      return formatFixed(value, Math.abs(value) < 0.1 ? 4 : 2);
    default:
      return formatFixed(value, 2);
  }
}

/** The number of a cell; of what is known from below alone, the end of its interval: '≥ 88'. */
export const formatEstimate = (column: Column, { value, low }: Estimate): string =>
  value === Infinity ? `\u2265\u00a0${formatScore(column, low)}` : formatScore(column, value);

/** A 95 % interval in brackets: [31, 45]. */
export function formatInterval(column: Column, { low, high }: Estimate): string {
  const write = (value: number): string =>
    PERCENT.has(column) ? formatCount(Math.round(value * 100)) : formatScore(column, value);
  return `[${write(low)}, ${write(high)}]`;
}

/** A model as a person tells it from the others: its title, and its step where it is one of several. */
export function modelName({ model }: BoardRow): string {
  const title = inWords(model.title);
  return model.runId === null ? title : `${title}, ${formatCount(model.step)}`;
}
