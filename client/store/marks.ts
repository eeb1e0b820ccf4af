import { UNMARKED, type TwinsChoice } from './twins.ts';

/**
 * What a player has marked on a wall of twins and not yet said. It outlives a reload of the phone; a room keeps that of one
 * trial, so that another wall starts unmarked.
 */
export interface KeptMarks {
  of(trialId: string): TwinsChoice;
  put(trialId: string, choice: TwinsChoice): void;
  /** Once it is said, it is the server's to keep. */
  forget(): void;
}

interface Kept {
  readonly trialId: string;
  readonly choice: TwinsChoice;
}

/** Kept in `storage` under the room's code; without storage, as long as the page lives. */
export function keptMarks(code: string, storage: Storage | null): KeptMarks {
  const key = `uncanny.marks.${code}`;
  let kept = read();

  function read(): Kept | null {
    try {
      const found: unknown = JSON.parse(storage?.getItem(key) ?? 'null');
      return isKept(found) ? found : null;
    } catch {
      return null;
    }
  }
  function write(next: Kept | null): void {
    kept = next;
    try {
      if (next === null) storage?.removeItem(key);
      else storage?.setItem(key, JSON.stringify(next));
    } catch {
      // Storage is forbidden or full: the marks last as long as the page.
    }
  }
  return {
    of: (trialId) => (kept?.trialId === trialId ? kept.choice : UNMARKED),
    put: (trialId, choice) => write({ trialId, choice }),
    forget: () => write(null),
  };
}

function isKept(found: unknown): found is Kept {
  if (typeof found !== 'object' || found === null || !('choice' in found)) return false;
  const { trialId, choice } = found as { readonly trialId?: unknown; readonly choice: unknown };
  return typeof trialId === 'string' && isChoice(choice);
}

function isChoice(found: unknown): found is TwinsChoice {
  if (typeof found !== 'object' || found === null) return false;
  const { kind, places } = found as { readonly kind?: unknown; readonly places?: unknown };
  if (kind === 'none') return true;
  return (
    kind === 'marking' &&
    Array.isArray(places) &&
    places.length <= 2 &&
    places.every((place) => Number.isInteger(place) && place >= 0)
  );
}
