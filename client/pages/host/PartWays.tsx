import { pageOf } from '../../explain/pages.ts';
import { inWords, t } from '../../i18n/index.ts';
import type { OpenView } from './Controls.tsx';
import type { HostRoom } from './useHostRoom.ts';

interface PartWaysProps {
  readonly view: OpenView;
  readonly room: HostRoom;
}

/** The part of a lab page that hangs on the wall, and the ways to the one before and after it; nothing where there is one. */
export function PartWays({ view, room }: PartWaysProps) {
  const { shown } = view;
  const parts = (shown !== null && pageOf(shown)?.parts) || [];
  if (parts.length < 2) return null;
  const live = room.state.status === 'live';
  const at = Math.min(view.shownPart, parts.length - 1);
  const go = (part: number): void => void room.command({ type: 'show', page: shown, part });
  return (
    <div class="row partways" role="group" aria-label={t('lab.parts')}>
      <button type="button" class="button button--quiet" disabled={!live || at === 0} onClick={() => go(at - 1)}>
        {t('lab.previousPart')}
      </button>
      <button
        type="button"
        class="button button--quiet"
        disabled={!live || at === parts.length - 1}
        onClick={() => go(at + 1)}
      >
        {t('lab.nextPart')}
      </button>
      <span class="partways__now" aria-live="polite">
        <span class="figures quiet">{t('lab.rungOf', { i: at + 1, n: parts.length })}</span> {inWords(parts[at]!)}
      </span>
    </div>
  );
}
