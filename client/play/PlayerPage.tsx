import { useEffect, useState } from 'preact/hooks';
import { roomCode } from '../../shared/domain/room.ts';
import { t } from '../i18n/index.ts';
import { forgetSeat, seatOf } from '../net/seat.ts';
import type { Seat } from '../net/seat.ts';
import { SeatForm } from './SeatForm.tsx';
import { SeatedPlayer } from './SeatedPlayer.tsx';
import './pieces.css';
import './play.css';

/** A phone in a room: a form where this browser has no seat there yet, else the seat. */
export function PlayerPage({ code }: { readonly code: string | null }) {
  const parsed = roomCode.safeParse(code ?? '');
  const room = parsed.success ? parsed.data : null;
  const [seat, setSeat] = useState<Seat | null>(room === null ? null : seatOf(room));
  useEffect(() => setSeat(room === null ? null : seatOf(room)), [room]);
  useEffect(() => {
    document.title = `${t('play.title')} · Uncanny`;
  }, []);
  if (room === null || seat === null) {
    return <SeatForm code={room ?? code ?? ''} onSeated={(taken) => setSeat(seatOf(taken))} />;
  }
  return (
    <SeatedPlayer
      key={`${room}/${seat.token}`}
      code={room}
      seat={seat}
      onGone={() => {
        forgetSeat(room);
        setSeat(null);
      }}
    />
  );
}
