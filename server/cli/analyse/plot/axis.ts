export interface Axis {
  /** Place of a number; those outside stand at the ends. */
  readonly at: (x: number) => number;
  /** Round numbers to mark. */
  readonly marks: readonly number[];
  readonly least: number;
  readonly most: number;
}

/** Counts and shares have no room below 0, shares none above 1. */
export interface Bounds {
  readonly low?: number;
  readonly high?: number;
}

/** Round marks and a place for every number between, with a twentieth of room around. */
export function axis(
  numbers: readonly number[],
  [from, to]: readonly [number, number],
  { low = -Infinity, high = Infinity }: Bounds = {},
): Axis {
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  const span = last - first || Math.max(1e-9, Math.abs(last)) * 0.1;
  const least = Math.max(Math.min(low, first), first - 0.05 * span);
  const most = Math.min(Math.max(high, last), last + 0.05 * span);
  const rough = (most - least) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough)!;
  const marks: number[] = [];
  for (let mark = Math.ceil(least / step - 1e-9); mark * step <= most + 1e-9 * step; mark++) marks.push(mark * step);
  return { at: placing(least, most, from, to, (x) => x), marks, least, most };
}

/** The same for numbers above 0 that are compared by ratios. */
export function logAxis(numbers: readonly number[], [from, to]: readonly [number, number]): Axis {
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  const room = Math.max(1.1, (last / first) ** 0.05);
  const [least, most] = [first / room, last * room];
  const decades = Array.from(
    { length: Math.ceil(Math.log10(most)) - Math.floor(Math.log10(least)) + 1 },
    (_, i) => 10 ** (Math.floor(Math.log10(least)) + i),
  );
  const inside = (factors: readonly number[]): number[] =>
    decades.flatMap((decade) => factors.map((f) => f * decade)).filter((mark) => mark >= least && mark <= most);
  const marks = [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 5, 7]].map(inside).find((each) => each.length >= 4);
  return { at: placing(least, most, from, to, Math.log), marks: marks ?? inside([1, 1.5, 2, 3, 5, 7]), least, most };
}

function placing(
  least: number,
  most: number,
  from: number,
  to: number,
  scale: (x: number) => number,
): (x: number) => number {
  const [a, b] = [scale(least), scale(most)];
  return (x) => from + ((scale(Math.min(most, Math.max(least, x))) - a) / (b - a)) * (to - from);
}
