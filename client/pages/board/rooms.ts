export interface RoomOption {
  readonly room: string;
  readonly code: string;
  /** What the field says of it. */
  readonly words: string;
}

/**
 * The room that a text means: null for all rooms, undefined where it is not yet clear.
 *
 * @param options newest first
 * @param done whether the reader has ended typing; then the newest room that fits is meant, as codes come round again
 */
export function roomMeant(options: readonly RoomOption[], text: string, done: boolean): string | null | undefined {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return null;
  const whole = options.find(({ words }) => words.toLowerCase() === wanted);
  if (whole || !done) return whole?.room;
  const byCode = options.find(({ code }) => code.toLowerCase().startsWith(wanted));
  return (byCode ?? options.find(({ words }) => words.toLowerCase().includes(wanted)))?.room;
}
