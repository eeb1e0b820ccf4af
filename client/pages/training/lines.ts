import { t } from '../../i18n/index.ts';

/** Lines differ in colour and dash, and each carries its name. */
export const LINES = [
  { stroke: '#e6c98b', dash: 'none' },
  { stroke: '#8ccbaa', dash: '7 4' },
  { stroke: '#eb9a8f', dash: '2 4' },
  { stroke: '#cfc3ad', dash: '10 3 2 3' },
] as const;

/** How a chart of losses looks, but for its size and marks. */
export const CHART_STYLE = {
  background: 'transparent',
  color: '#cfc3ad',
  fontFamily: 'inherit',
  fontSize: '13px',
  overflow: 'visible',
} as const;

/** Width of a letter of a chart's labels, CSS pixels, generously. */
const LETTER = 7.4;

/** A loss as people read it: in the reader's language where we know it; else negativeLogLikelihood as negative log likelihood. */
export function lossTitle(name: string): string {
  const key = `training.loss.${name}`;
  const words = t(key);
  if (words !== key) return words;
  return name.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}

/** Room that a chart's label takes, CSS pixels; a Korean letter is as wide as two. */
export const widthOf = (label: string): number =>
  LETTER * [...label].reduce((sum, letter) => sum + (letter > '\u1100' ? 1.9 : 1), 0);
