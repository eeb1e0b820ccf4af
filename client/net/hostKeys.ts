/**
 * The secrets of the rooms this browser hosts. They appear in no address that is projected: a link that carries one
 * (`host/CODE#secret=...`) is read once and cleaned.
 */
const KEY = 'uncanny.host.';
const NEWEST = 'uncanny.host';

/** Where storage is forbidden the keys live as long as the page. */
const whilePageLives = new Map<string, string>();

function read(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? whilePageLives.get(key) ?? null;
  } catch {
    return whilePageLives.get(key) ?? null;
  }
}

/** Keeps the secret of a room, and the room as the newest one. */
export function keepHostSecret(code: string, secret: string): void {
  for (const [key, value] of [
    [KEY + code, secret],
    [NEWEST, code],
  ] as const) {
    try {
      localStorage.setItem(key, value);
    } catch {
      whilePageLives.set(key, value);
    }
  }
}

export function hostSecretOf(code: string): string | null {
  return read(KEY + code);
}

/** Forgets a room that is closed. */
export function forgetHostSecret(code: string): void {
  whilePageLives.delete(KEY + code);
  if (newestRoom() === code) whilePageLives.delete(NEWEST);
  try {
    if (localStorage.getItem(NEWEST) === code) localStorage.removeItem(NEWEST);
    localStorage.removeItem(KEY + code);
  } catch {
    // Nothing was kept.
  }
}

/** Code of the room this browser opened last. */
export function newestRoom(): string | null {
  return read(NEWEST);
}

/** Headers that show this browser hosts a room (`x-room-code`, `x-host-secret`); none where it hosts none. */
export function authorityHeaders(): Record<string, string> {
  const code = newestRoom();
  const secret = code === null ? null : hostSecretOf(code);
  return code !== null && secret !== null ? { 'x-room-code': code, 'x-host-secret': secret } : {};
}
