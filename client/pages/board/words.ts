import type { Estimate } from '../../../shared/protocol/http.ts';
import { formatCount, formatFixed, formatPercent, formatSignificant } from '../../i18n/numbers.ts';
import type { Column } from './columns.ts';

/** A number as its column writes it, without the unit repeated inside intervals. */
export function formatScore(column: Column, value: number): string {
  switch (column) {
    case 'fooled':
      return formatPercent(value);
    case 'dPrime':
      return formatFixed(value, 2);
    case 'inceptionScore':
      return formatFixed(value, 2);
    case 'frechet':
      return value >= 100 ? formatCount(Math.round(value)) : formatSignificant(value);
    case 'kid':
      return formatFixed(value, 4);
  }
}

/** A 95 % interval in brackets: [31, 45]. */
export function formatInterval(column: Column, { low, high }: Estimate): string {
  const write = (value: number): string =>
    column === 'fooled' ? formatCount(Math.round(value * 100)) : formatScore(column, value);
  return `[${write(low)}, ${write(high)}]`;
}
