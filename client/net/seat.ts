/**
 * What this browser remembers of its seats: a token for each room code, so that a reload, a sleep or a new tab comes back
 * to the same seat; and one random id for the device, which only guards against floods.
 */
export interface Seat {
  readonly playerId: string;
  readonly token: string;
}

const seatKey = (code: string): string => `uncanny.seat.${code}`;
const DEVICE_KEY = 'uncanny.device';

/** The seat kept for a room, or null. A browser that forbids storage keeps none. */
export function seatOf(code: string): Seat | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(seatKey(code)) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return null;
    const { playerId, token } = kept as Partial<Seat>;
    return typeof playerId === 'string' && typeof token === 'string' ? { playerId, token } : null;
  } catch {
    return null;
  }
}

/** Keeps a seat for this room. */
export function rememberSeat(code: string, seat: Seat): void {
  try {
    localStorage.setItem(seatKey(code), JSON.stringify({ playerId: seat.playerId, token: seat.token }));
  } catch {
    // Storage is forbidden or full: the seat then lasts as long as the page.
  }
}

/** Forgets the seat, so that the page asks for a name again. */
export function forgetSeat(code: string): void {
  try {
    localStorage.removeItem(seatKey(code));
  } catch {
    // Nothing was kept.
  }
}

/** The random id of this browser, made once. */
export function deviceId(): string {
  try {
    const kept = localStorage.getItem(DEVICE_KEY);
    if (kept !== null && kept.length >= 8) return kept;
    const made = randomUuid();
    localStorage.setItem(DEVICE_KEY, made);
    return made;
  } catch {
    return randomUuid();
  }
}

/** A version 4 UUID (RFC 9562). `crypto.randomUUID` is missing on plain http, where classrooms play. */
export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
