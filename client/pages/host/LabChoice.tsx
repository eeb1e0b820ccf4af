import { useId, useState } from 'preact/hooks';
import { pages } from '../../explain/pages.ts';
import { inWords, t } from '../../i18n/index.ts';
import type { OpenView } from './Controls.tsx';
import { PartWays } from './PartWays.tsx';
import type { HostRoom } from './useHostRoom.ts';

interface LabChoiceProps {
  readonly view: OpenView;
  readonly room: HostRoom;
}

/** Puts a page of the lab on the wall between lots, moves it from part to part, and takes it down. */
export function LabChoice({ view, room }: LabChoiceProps) {
  const id = useId();
  const [name, setName] = useState(pages[0]?.name ?? '');
  if (view.phase === 'judging') return null;
  const live = room.state.status === 'live';
  const show = (page: string | null): void => void room.command({ type: 'show', page });
  const shown = pages.find((page) => page.name === view.shown);
  if (view.shown !== null) {
    return (
      <div class="row labchoice">
        <span>{t('lab.onWall', { title: shown ? inWords(shown.title) : view.shown })}</span>
        <button type="button" class="button button--quiet" disabled={!live} onClick={() => show(null)}>
          {t('lab.takeDown')}
        </button>
        <PartWays view={view} room={room} />
      </div>
    );
  }
  return (
    <div class="row labchoice">
      <label for={id}>{t('lab.toWall')}</label>
      <select
        id={id}
        class="input labchoice__page"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      >
        {pages.map((page) => (
          <option key={page.name} value={page.name}>
            {inWords(page.title)}
          </option>
        ))}
      </select>
      <button type="button" class="button button--quiet" disabled={!live} onClick={() => show(name)}>
        {t('lab.show')}
      </button>
    </div>
  );
}
