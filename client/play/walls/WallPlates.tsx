import type { VarietyOutcome } from '../../../shared/protocol/view.ts';
import { t } from '../../i18n/index.ts';
import { formatFixed } from '../../i18n/numbers.ts';
import { originWords, type Generators } from '../generators.ts';

interface WallPlatesProps {
  readonly outcome: VarietyOutcome;
  readonly generators: Generators;
}

/** Below two walls: who made each, and how far its pictures are apart. The more varied one shines. */
export function WallPlates({ outcome, generators }: WallPlatesProps) {
  return (
    <div class="wall-plates">
      {(['left', 'right'] as const).map((side, i) => (
        <p key={side} class={`wall-plates__one${outcome.more === side ? ' wall-plates__one--more' : ''}`}>
          <span class="wall-plates__side">{t(`play.variety.${side}`)}</span>
          <strong>{originWords(outcome[side], generators).title}</strong>
          <span class="figures">{t('play.variety.spread', { spread: formatFixed(outcome.spread[i]!, 1) })}</span>
        </p>
      ))}
    </div>
  );
}
