import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/index.ts';
import { hostSecretOf, newestRoom } from '../../net/hostKeys.ts';
import { Switch } from '../../ui/Field.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { PartWays } from '../host/PartWays.tsx';
import { useHostRoom } from '../host/useHostRoom.ts';

/** Takes the wall of the room that this browser hosts along on the tour; nothing where it hosts none. */
export function TourWall({ page }: { readonly page: string }) {
  const [code] = useState(newestRoom);
  const secret = code === null ? null : hostSecretOf(code);
  return code !== null && secret !== null ? <WallOf code={code} secret={secret} page={page} /> : null;
}

function WallOf({ code, secret, page }: { readonly code: string; readonly secret: string; readonly page: string }) {
  const room = useHostRoom(code, secret);
  const [along, take] = useState(false);
  const view = room?.state.view ?? null;
  const open = view !== null && view.phase !== 'closed';
  const live = room?.state.status === 'live' && open;
  const judging = view?.phase === 'judging';
  // A page hangs between lots only: while one is open it waits until that is closed.
  useEffect(() => {
    if (live && along && !judging && view.shown !== page) void room.command({ type: 'show', page });
  }, [live, along, judging, page]);
  if (room === null || !open) return null;
  return (
    <>
      <Switch
        label={t('lab.along', { code })}
        on={along}
        disabled={!live}
        onChange={(on) => {
          take(on);
          if (!on && !judging) void room.command({ type: 'show', page: null });
        }}
      />
      {along && judging && <span class="quiet">{t('lab.alongWaits')}</span>}
      {along && view.shown === page && <PartWays view={view} room={room} />}
      {along && !judging && <FailureNotice code={room.refused} />}
    </>
  );
}
