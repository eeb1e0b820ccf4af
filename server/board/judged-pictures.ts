import type { BoardAnalysis, JudgedPicture } from '../../shared/protocol/board.ts';
import { wilson } from '../../shared/domain/wilson.ts';
import type { Judgment } from './judgments.ts';

/** Pictures of each kind that are shown. */
const SHOWN = 12;
/** A picture has a place among others from so many judgments on: the share of fewer is hardly more than a coin. */
const FEWEST = 3;
/** Places nearer than this share of all are no disagreement. */
const APART = 0.1;

interface Tally {
  readonly row: Judgment;
  n: number;
  wrong: number;
}

/** Of one picture that has places: what people and the machine say, as shares of the pictures beside it that seem less real. */
interface Compared {
  readonly counted: Tally;
  readonly realism: number;
  readonly place: { readonly people: number; readonly machine: number; readonly of: number };
  /** Between the machine and that end of the people's interval which is nearer to it; above 0 where people believe more. */
  readonly apart: number;
}

/**
 * The pictures on which the crowd and the truth, and the crowd and the machine, are furthest apart. Each kind goes by the nearer end
 * of the interval of the people's share, so that one mistaken judge does not outweigh nine of ten.
 *
 * @param realism of pictures by id, the more the more real; those that no machine has looked at are left out
 */
export function judgedPictures(
  rows: readonly Judgment[],
  classes: readonly string[],
  realism: ReadonlyMap<string, number> = new Map(),
): BoardAnalysis['pictures'] {
  const pictures = countedPictures(rows);
  const compared = comparedPictures(pictures, realism);
  const byId = new Map(compared.map((each) => [each.counted.row.image, each]));
  const shown = ({ row, n, wrong }: Tally): JudgedPicture => {
    const { low, high } = wilson(wrong, n);
    const { image: id, model, label } = row;
    const name = label === null ? null : (classes[label] ?? String(label));
    const place = byId.get(id)?.place ?? null;
    return { id, model, label: name, n, wrong, low, high, realism: realism.get(id) ?? null, place };
  };
  const misjudged = (truth: Judgment['truth']): JudgedPicture[] =>
    pictures
      .filter(({ row, wrong }) => row.truth === truth && wrong > 0)
      .map(shown)
      .sort((a, b) => b.low - a.low || (a.id < b.id ? -1 : 1))
      .slice(0, SHOWN);
  const atOdds = (sign: 1 | -1): JudgedPicture[] =>
    compared
      .filter(({ apart }) => sign * apart >= APART)
      .sort((a, b) => sign * (b.apart - a.apart) || (a.counted.row.image < b.counted.row.image ? -1 : 1))
      .slice(0, SHOWN)
      .map(({ counted }) => shown(counted));
  return {
    fooling: misjudged('fake'),
    doubted: misjudged('real'),
    believed: atOdds(1),
    suspected: atOdds(-1),
    compared: compared.length,
  };
}

function countedPictures(rows: readonly Judgment[]): readonly Tally[] {
  const pictures = new Map<string, Tally>();
  for (const row of rows) {
    let picture = pictures.get(row.image);
    if (!picture) pictures.set(row.image, (picture = { row, n: 0, wrong: 0 }));
    picture.n++;
    if (row.truth !== row.response) picture.wrong++;
  }
  return [...pictures.values()];
}

function comparedPictures(pictures: readonly Tally[], realism: ReadonlyMap<string, number>): readonly Compared[] {
  const known = pictures.flatMap((counted) => {
    const value = realism.get(counted.row.image);
    return value === undefined || counted.n < FEWEST ? [] : [{ counted, value, share: shareGenuine(counted) }];
  });
  const [byPeople, byMachine] = [sorted(known.map(({ share }) => share)), sorted(known.map(({ value }) => value))];
  const of = known.length;
  return known.map(({ counted, value, share }) => {
    const [people, machine] = [below(byPeople, share), below(byMachine, value)];
    const genuine = Math.round(share * counted.n);
    const { low, high } = wilson(genuine, counted.n);
    const [least, most] = [below(byPeople, low) - machine, below(byPeople, high) - machine];
    const apart = least > 0 ? least : most < 0 ? most : 0;
    // The first place is the one that seems most real; equal ones share the mean of theirs.
    const placeOf = (share: number): number => Math.round(2 * (of + 0.5 - of * share)) / 2;
    const place = { people: placeOf(people), machine: placeOf(machine), of };
    return { counted, realism: value, place, apart };
  });
}

const shareGenuine = ({ row, n, wrong }: Tally): number => (row.truth === 'fake' ? wrong : n - wrong) / n;
const sorted = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

/** Share of the sorted values below one, those equal to it counting half. */
function below(values: Float64Array, value: number): number {
  const firstFrom = (past: (other: number) => boolean): number => {
    let [low, high] = [0, values.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (past(values[middle]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return (firstFrom((other) => other >= value) + firstFrom((other) => other > value)) / 2 / values.length;
}
