import { useEffect, useRef, useState } from 'preact/hooks';
import type { BoardRow } from '../../../shared/protocol/http.ts';
import { eased, rowsBetween } from './tween.ts';

const MOVE_MS = 700;

/** The rows as they are to be drawn now: numbers glide to what the server last said, or jump where motion is unwelcome. */
export function useMovingRows(rows: readonly BoardRow[] | null): readonly BoardRow[] | null {
  const [drawn, setDrawn] = useState(rows);
  const last = useRef(rows);
  last.current = drawn;

  useEffect(() => {
    const from = last.current;
    if (rows === null || from === null || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      setDrawn(rows);
      return;
    }
    const began = performance.now();
    let frame = requestAnimationFrame(function move(now) {
      const share = Math.min(1, Math.max(0, (now - began) / MOVE_MS));
      setDrawn(rowsBetween(from, rows, eased(share)));
      if (share < 1) frame = requestAnimationFrame(move);
    });
    return () => cancelAnimationFrame(frame);
  }, [rows]);

  return drawn;
}
