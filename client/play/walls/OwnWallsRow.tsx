import type { OwnWalls, WallOutcome } from '../../../shared/protocol/view.ts';
import { t } from '../../i18n/index.ts';
import type { Generators } from '../generators.ts';
import { signed, varietyScale } from '../words.ts';
import { stopOf } from '../../store/slider.ts';
import { outcomeWords, sourceLines } from './outcome.ts';
import { saidWords } from './TwinsPanel.tsx';
import { WallTiles } from './WallTiles.tsx';

/** Whether the lot could be right or wrong. */
export const isAtStake = (outcome: WallOutcome): boolean => outcome.mode === 'variety' || outcome.scored;

/** Of a row in the list at the end. @param right null where nothing was said or at stake */
export const lotClass = (right: boolean | null): string =>
  right === null ? 'lots__one' : `lots__one lots__one--${right ? 'right' : 'wrong'}`;

/** Walls in the list at the end: what hung, what was said, what it was. */
export function OwnWallsRow({ lot, generators }: { readonly lot: OwnWalls; readonly generators: Generators }) {
  const { said, outcome } = lot;
  const words =
    said === null
      ? t('play.podium.noWord')
      : 'pair' in said
        ? saidWords(said)
        : 'pRight' in said
          ? varietyScale().words(stopOf(said.pRight) ?? 0)
          : '';
  return (
    <li class={lotClass(lot.right)}>
      <span class="lots__mount">
        <WallTiles
          url={lot.stimulus.url}
          layout={lot.wall}
          room={lot.wall.walls === 2 ? 96 : 64}
          marked={outcome.mode === 'twins' ? outcome.pair : []}
        />
      </span>
      <span class="lots__words">
        <strong>{outcomeWords(outcome).title}</strong>
        <span class="small">{sourceLines(outcome, generators).join(' · ')}</span>
        <span class="quiet small">{words}</span>
      </span>
      <span class="lots__points figures">{lot.right === null ? '' : signed(lot.points)}</span>
    </li>
  );
}
