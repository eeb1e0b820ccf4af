import type { Display } from '../../shared/domain/judgment.ts';
import type { JudgeMessage } from '../../shared/protocol/messages.ts';
import type { Hanging } from '../scenes/fit.ts';

/** What is measured while a picture is up: recorded with the judgment, never used for points. */
export interface PictureWatch {
  /** The picture is on the screen since `at` (performance.now()), hung like this. */
  drawn(key: string, hanging: Hanging, devicePixelRatio: number, at: number): void;
  /** The measurements for a judgment of `trialId`, committed now. */
  taken(trialId: string, input: Display['input']): Pick<JudgeMessage, 'responseMs' | 'display'>;
  stop(): void;
}

/** Watches one picture after the other: counts frames, notes lost focus. */
export function watchPictures(): PictureWatch {
  let shown: { key: string; since: number; hanging: Hanging; ratio: number } | null = null;
  let frames = 0;
  let blurred = false;
  let counting = 0;

  const count = (): void => {
    frames += 1;
    counting = requestAnimationFrame(count);
  };
  const left = (): void => {
    if (document.visibilityState === 'hidden' || !document.hasFocus()) blurred = true;
  };
  document.addEventListener('visibilitychange', left);
  window.addEventListener('blur', left);

  return {
    drawn(key, hanging, ratio, at) {
      // Another size of the same picture does not start the clock again.
      const since = shown?.key === key ? shown.since : at;
      if (shown?.key !== key) {
        frames = 0;
        blurred = document.visibilityState === 'hidden';
        cancelAnimationFrame(counting);
        counting = requestAnimationFrame(count);
      }
      shown = { key, since, hanging, ratio };
    },
    taken(trialId, input) {
      cancelAnimationFrame(counting);
      const seen = shown?.key === trialId ? shown : null;
      const size = seen ? Math.max(seen.hanging.picture.width, seen.hanging.picture.height) / seen.ratio : 0;
      return {
        responseMs: seen ? Math.max(0, Math.round((performance.now() - seen.since) * 10) / 10) : 0,
        display: {
          size: Math.round(size),
          scale: seen?.hanging.scale ?? 0,
          devicePixelRatio: Math.min(16, seen?.ratio ?? (window.devicePixelRatio || 1)),
          frames,
          blurred,
          input,
        },
      };
    },
    stop() {
      cancelAnimationFrame(counting);
      document.removeEventListener('visibilitychange', left);
      window.removeEventListener('blur', left);
    },
  };
}
