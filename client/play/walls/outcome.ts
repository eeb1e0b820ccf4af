import type { Response } from '../../../shared/domain/judgment.ts';
import type { RevealView, TwinsFound, WallOutcome } from '../../../shared/protocol/view.ts';
import { t } from '../../i18n/index.ts';
import { formatFixed } from '../../i18n/numbers.ts';
import { surePercent } from '../../store/screen.ts';
import { originWords, type Generators } from '../generators.ts';
import { signed, unsaidSentence } from '../words.ts';

/** The truth of walls as people read it: a heading, and a line that says why. */
export function outcomeWords(outcome: WallOutcome): { readonly title: string; readonly line: string } {
  if (outcome.mode === 'twins') {
    const key = outcome.planted ? 'planted' : outcome.scored ? 'noneReal' : 'model';
    return { title: t(`play.twins.${key}`), line: t(`play.twins.${key}Line`) };
  }
  const [left, right] = outcome.spread;
  const most = formatFixed(Math.max(left, right), 1);
  const least = formatFixed(Math.min(left, right), 1);
  return {
    title: t(outcome.more === 'left' ? 'play.variety.moreLeft' : 'play.variety.moreRight'),
    line: t('play.variety.spreadLine', { more: most, less: least }),
  };
}

/** Who made which wall. */
export function sourceLines(outcome: WallOutcome, generators: Generators): readonly string[] {
  if (outcome.mode === 'twins')
    return [
      t(outcome.source.kind === 'real' ? 'play.twins.sourceReal' : 'play.twins.source', {
        title: originWords(outcome.source, generators).title,
      }),
    ];
  return (['left', 'right'] as const).map((side) =>
    t('play.variety.bySide', {
      side: t(`play.variety.${side}`),
      title: originWords(outcome[side], generators).title,
    }),
  );
}

/** Places to ring at the reveal. */
export const markedBy = (outcome: WallOutcome | null): readonly number[] =>
  outcome?.mode === 'twins' ? outcome.pair : [];

/** How sure a response was, as percent. */
export const sureOf = (said: Response): number =>
  surePercent('sure' in said ? said.sure : 'pRight' in said ? said.pRight : said.pFake);

/** '75 % sure and right: +44', or that nothing was at stake. */
export function resultSentence({ mine, asked }: Pick<RevealView, 'mine' | 'asked'>): string {
  if (mine === null) return unsaidSentence(asked);
  if (mine.right === null) return t('play.twins.noStake');
  return t(mine.right ? 'play.reveal.right' : 'play.reveal.wrong', {
    sure: sureOf(mine),
    points: signed(mine.points),
  });
}

/** What the room found on a wall of twins: the marked pair, other pairs, none. */
export const foundLines = ({ marked, other, none }: TwinsFound): readonly string[] => [
  t('play.twins.foundMarked', { count: marked }),
  t('play.twins.foundOther', { count: other }),
  t('play.twins.foundNone', { count: none }),
];

export const foundTotal = ({ marked, other, none }: TwinsFound): number => marked + other + none;
