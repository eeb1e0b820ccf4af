import { useRef } from 'preact/hooks';
import type { RoomView } from '../../shared/protocol/view.ts';

/** True if the phase shown now was entered while looking, not found on arrival. */
export function useFresh(view: RoomView | null): boolean {
  const moment = view === null ? null : view.phase === 'reveal' ? `reveal ${view.lot}` : view.phase;
  const seen = useRef<{ moment: string | null; fresh: boolean }>({ moment: null, fresh: false });
  if (moment !== seen.current.moment) {
    seen.current = { moment, fresh: seen.current.moment !== null };
  }
  return seen.current.fresh;
}
