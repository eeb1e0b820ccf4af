/**
 * Section 6 of the Law School Admission Test: 1,000 persons, 5 items, as counts of the 32 patterns of right answers from
 * 00000 to 11111 (Bock & Lieberman 1970).
 */
export const LSAT6: readonly number[] = [
  3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298,
];

/** One row an answer. */
export function lsat6Rows(): { person: string; item: string; correct: boolean }[] {
  return LSAT6.flatMap((count, pattern) =>
    Array.from({ length: count }, (_, n) =>
      [0, 1, 2, 3, 4].map((item) => ({
        person: `pattern ${pattern}, person ${n}`,
        item: `item ${item + 1}`,
        correct: ((pattern >> (4 - item)) & 1) === 1,
      })),
    ).flat(),
  );
}
