import type { LabelRow } from './row.ts';

/** Units 1 to 12 as each of four observers valued them; a dot is a gap. */
const VALUES = ['123321412...', '1233224125.3', '.3332342251.', '12332441251.'];

/** Krippendorff 2011, 'Computing Krippendorff's alpha-reliability', data of section D. */
export const OBSERVERS: readonly LabelRow[] = VALUES.flatMap((values, observer) =>
  [...values].flatMap((label, unit) =>
    label === '.' ? [] : [{ item: `unit ${unit + 1}`, label, participant: 'ABCD'[observer]! }],
  ),
);
