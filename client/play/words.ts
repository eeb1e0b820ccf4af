import { t } from '../i18n/index.ts';
import { formatCount } from '../i18n/numbers.ts';
import { isRight, surePercent } from '../store/screen.ts';
import { stopOf } from '../store/slider.ts';
import type { Verdict } from '../../shared/domain/judgment.ts';

const KEYS = ['real0', 'real1', 'real2', 'fake0', 'fake1', 'fake2'] as const;

/** A stop in words: 'probably genuine'. */
export function stopWords(stop: number): string {
  return t(`play.confidence.${KEYS[stop]!}`);
}

/** What a slider asks: its two sides and its stops in words. */
export interface SliderScale {
  readonly label: string;
  readonly unsure: string;
  readonly sides: readonly [string, string];
  readonly words: (stop: number) => string;
  /** Neither side is genuine or forgery: no colours, no signs. */
  readonly plain: boolean;
}

export const verdictScale = (): SliderScale => ({
  label: t('play.slider.label'),
  unsure: t('play.confidence.unsure'),
  sides: [t('common.genuine'), t('common.forgery')],
  words: stopWords,
  plain: false,
});

const SIDES = ['left0', 'left1', 'left2', 'right0', 'right1', 'right2'] as const;

export const varietyScale = (): SliderScale => ({
  label: t('play.variety.label'),
  unsure: t('play.variety.how'),
  sides: [t('play.variety.leftSide'), t('play.variety.rightSide')],
  words: (stop) => t(`play.variety.${SIDES[stop]!}`),
  plain: true,
});

/** A judgment in words: 'probably genuine, 75 %'. */
export function judgmentWords(pFake: number): string {
  const stop = stopOf(pFake);
  const words = stop === null ? '' : stopWords(stop);
  return t('play.podium.sureAnd', { words, sure: surePercent(pFake) });
}

/** Points with their sign, as text: +44, −40, 0. The minus is a minus, not a hyphen. */
export function signed(points: number): string {
  const count = formatCount(Math.abs(points));
  return points > 0 ? `+${count}` : points < 0 ? `\u2212${count}` : '0';
}

/** The total may be below zero too. */
export const total = (points: number): string => (points < 0 ? signed(points) : formatCount(points));

/** Of a lot on which nothing was said. @param asked false for a player who took a seat after it */
export const unsaidSentence = (asked: boolean): string =>
  asked ? t('play.reveal.pass', { points: '0' }) : t('play.reveal.late');

/** '75 % sure and right: +44'. */
export function outcomeSentence(
  mine: { readonly pFake: number; readonly right: boolean; readonly points: number } | null,
  asked: boolean,
): string {
  if (mine === null) return unsaidSentence(asked);
  return t(mine.right ? 'play.reveal.right' : 'play.reveal.wrong', {
    sure: surePercent(mine.pFake),
    points: signed(mine.points),
  });
}

export const truthWords = (truth: Verdict): string =>
  t(truth === 'real' ? 'play.reveal.genuine' : 'play.reveal.forgery');

/** One lot of the list at the end: what it was, what was said, whether that was right. */
export function lotWords(lot: { readonly truth: Verdict; readonly pFake: number | null }): {
  readonly said: string;
  readonly right: boolean;
} {
  if (lot.pFake === null) return { said: t('play.podium.noWord'), right: false };
  return { said: judgmentWords(lot.pFake), right: isRight(lot.pFake, lot.truth) };
}
