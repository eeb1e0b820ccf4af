import { useEffect, useState } from 'preact/hooks';
import { getIfChanged } from './http.ts';
import type { FailureCode } from './http.ts';

export interface Polled<T> {
  /** The newest answer; kept while the server is away. */
  readonly value: T | null;
  /** Why the last attempt brought nothing, null where it did. */
  readonly failure: FailureCode | null;
  /** Asks again now. */
  readonly again: () => void;
}

/** Longest wait between attempts while the server is away, ms. */
const PATIENCE_MS = 10_000;

/**
 * Reads a path now and every `everyMs`, naming what it already has (ETag); rests while the page is hidden; where the
 * server is away it waits twice as long each time, up to ten seconds, and goes on by itself.
 * @param path Relative to the base; null reads nothing.
 */
export function usePolled<T>(path: string | null, everyMs: number): Polled<T> {
  const [value, setValue] = useState<T | null>(null);
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const [asked, ask] = useState(0);

  useEffect(() => {
    let here = true;
    let etag: string | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wait = everyMs;

    async function read(): Promise<void> {
      const reply = await getIfChanged<T>(path!, etag);
      if (!here) return;
      if (reply.ok) {
        wait = everyMs;
        setFailure(null);
        if (!reply.value.unchanged) {
          etag = reply.value.etag;
          setValue(reply.value.body);
        }
      } else {
        setFailure(reply.code);
        wait = Math.min(PATIENCE_MS, Math.max(1000, wait * 2));
      }
      if (document.visibilityState === 'visible') timer = setTimeout(() => void read(), wait);
    }
    const seen = (): void => {
      if (document.visibilityState !== 'visible') return;
      clearTimeout(timer);
      void read();
    };

    if (path === null) return;
    void read();
    document.addEventListener('visibilitychange', seen);
    return () => {
      here = false;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [path, everyMs, asked]);

  // An answer for another path is not shown under this one.
  useEffect(() => () => setValue(null), [path]);

  return { value, failure, again: () => ask((n) => n + 1) };
}
