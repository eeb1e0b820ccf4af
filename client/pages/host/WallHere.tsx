import { t } from '../../i18n/index.ts';
import { WallPage } from '../../play/WallPage.tsx';
import { LabChoice } from './LabChoice.tsx';
import { NextStep, SideSteps } from './Controls.tsx';
import type { OpenView } from './Controls.tsx';
import type { HostRoom } from './useHostRoom.ts';

interface WallHereProps {
  readonly code: string;
  readonly room: HostRoom;
  readonly view: OpenView;
  readonly onLeave: () => void;
}

/** One window for both: the wall, and a strip to run it by. Nothing on the strip says more than the wall does. */
export function WallHere({ code, room, view, onLeave }: WallHereProps) {
  return (
    <div class="wallhere">
      <div class="wallhere__wall">
        <WallPage code={code} />
      </div>
      <div class="wallhere__strip" role="toolbar" aria-label={t('host.strip')}>
        <NextStep view={view} room={room} />
        <SideSteps view={view} room={room} />
        <LabChoice view={view} room={room} />
        <span class="wallhere__count figures">
          {view.phase === 'judging'
            ? t('host.decidedOf', { decided: view.decided, of: view.of })
            : t('host.seats', { count: view.players })}
        </span>
        <button type="button" class="button button--quiet" onClick={onLeave}>
          {t('host.backToConsole')}
        </button>
      </div>
    </div>
  );
}
