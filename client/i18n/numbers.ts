import { currentLanguage } from './index.ts';

/** 12,000 */
export function formatCount(n: number): string {
  return new Intl.NumberFormat(currentLanguage()).format(n);
}

/** A number to so many significant digits, with a true minus sign: 0.123, 15.4, −356. */
export function formatSignificant(value: number, digits = 3): string {
  return new Intl.NumberFormat(currentLanguage(), {
    maximumSignificantDigits: digits,
    minimumSignificantDigits: digits,
  })
    .format(value)
    .replace('-', '\u2212');
}

/** With as many significant digits as it has, up to four: for the ticks of an axis. */
export function formatTick(value: number): string {
  return new Intl.NumberFormat(currentLanguage(), { maximumSignificantDigits: 4 }).format(value).replace('-', '\u2212');
}

/** A share as whole per cent: 38 %. The blank does not break. */
export function formatPercent(share: number): string {
  return `${formatCount(Math.round(share * 100))}\u00a0%`;
}

/** A power of ten as it is written by hand: 10²¹. @param power Whole, from 0 */
export function formatPowerOfTen(power: number): string {
  return `10${[...String(power)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`;
}

/** With a fixed number of decimals and a true minus sign. */
export function formatFixed(value: number, decimals: number): string {
  return new Intl.NumberFormat(currentLanguage(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    .format(value)
    .replace('-', '\u2212');
}

/** A span of time as people say it: 40 s, 3 min 20 s, 1 h 5 min. @param seconds Rounded up to whole seconds. */
export function durationParts(seconds: number): {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
} {
  const whole = Math.max(0, Math.ceil(seconds));
  return { hours: Math.floor(whole / 3600), minutes: Math.floor((whole % 3600) / 60), seconds: whole % 60 };
}
