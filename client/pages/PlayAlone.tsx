import { useState } from 'preact/hooks';
import type { RoomSettings } from '../../shared/domain/room.ts';
import { currentLanguage, t } from '../i18n/index.ts';
import { post } from '../net/http.ts';
import type { FailureCode } from '../net/http.ts';
import { rememberSeat } from '../net/seat.ts';
import { navigate } from '../shell/router.ts';
import { FailureNotice } from '../ui/Notice.tsx';

interface PlayAloneProps {
  readonly settings?: Partial<RoomSettings>;
  readonly words: string;
}

/** One press: a room for one, and the first picture. */
export function PlayAlone({ settings = {}, words }: PlayAloneProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureCode | null>(null);

  async function play(): Promise<void> {
    setBusy(true);
    setFailure(null);
    const reply = await post<{ code: string; playerId: string; token: string }>('api/solo', {
      settings,
      language: currentLanguage(),
    });
    setBusy(false);
    if (!reply.ok) {
      setFailure(reply.code);
      return;
    }
    rememberSeat(reply.value.code, { playerId: reply.value.playerId, token: reply.value.token });
    navigate(`play/${reply.value.code}`);
  }

  return (
    <>
      <button type="button" class="button button--quiet" disabled={busy} onClick={() => void play()}>
        {busy ? t('home.aloneBusy') : words}
      </button>
      <FailureNotice code={failure} />
    </>
  );
}
