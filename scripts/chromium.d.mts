/** Path of a Chromium, or null. */
export function findChromium(): string | null;
/** As `findChromium`, installing Debian's package where that can be done. */
export function ensureChromium(): string | null;
