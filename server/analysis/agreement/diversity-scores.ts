import { addTo } from '../groups.ts';
import type { DuelRow } from '../duel/row.ts';
import { likeliestRate, type SearchedWall } from '../diversity/twin-rates.ts';
import { comparisonsOf, type TwinRow } from '../diversity/twins.ts';
import { resampler } from '../intervals/resampling.ts';
import { integersFrom } from '../numeric/chance.ts';
import type { DrawOptions, PeopleScores } from './rank-agreement.ts';

/** Stands for the rate of twins where every wall has some: more than any that can be measured. */
const ALWAYS = 1;

/**
 * How rare twins are on each model's walls: the rate at which people report them, times -1. The number of different pictures, also
 * the corrected one, falls as the rate grows, so both give one order; but this one tells also those apart of which the number is
 * known from below alone. Walls are drawn anew, each once however many searched it. Walls with planted twins do not count.
 */
export function twinRarity(rows: readonly TwinRow[], { replicates = 1000, seed = 0 }: DrawOptions = {}): PeopleScores {
  const byModel = new Map<string, Map<string, TwinRow[]>>();
  rows.forEach((row, i) => {
    if (row.model === null || comparisonsOf(row) === 0) return;
    const walls = byModel.get(row.model) ?? new Map<string, TwinRow[]>();
    byModel.set(row.model, walls);
    addTo(walls, row.wall ?? `row ${i}`, row);
  });
  const models = [...byModel.keys()].sort();
  const walls = models.map((model) => [...byModel.get(model)!].sort(([a], [b]) => (a < b ? -1 : 1)).map(meanOf));
  const int = integersFrom(seed);
  const rarity = (of: readonly SearchedWall[]): number => {
    const rate = likeliestRate(of);
    return -(rate === Infinity ? ALWAYS : rate);
  };
  return {
    models,
    shares: Float64Array.from(walls, rarity),
    // One wall says nothing of how others would have been.
    drawn: Array.from({ length: walls.some(({ length }) => length > 1) ? replicates : 0 }, () =>
      Float64Array.from(walls, (of) => rarity(of.map(() => of[int(of.length)]!))),
    ),
  };
}

function meanOf([, rows]: readonly [string, readonly TwinRow[]]): SearchedWall {
  const mean = (of: (row: TwinRow) => number): number => rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  return {
    comparisons: mean(comparisonsOf),
    pairs: mean(({ pairs }) => pairs),
    reported: mean(({ pairs }) => Number(pairs > 0)),
  };
}

/** Rows of one unit (and of one wall): the left one's points, of so many. */
interface Cell {
  readonly unit: number;
  readonly wall: number;
  readonly left: number;
  readonly right: number;
  points: number;
  n: number;
}

/**
 * Share of each model's walls judged the more varied, over judgments. Players (and rooms) are drawn anew; where several were
 * shown the same walls, walls as well and apart from them (the pigeonhole bootstrap, Owen 2007), which errs to the wide side.
 *
 * @param rows wins of walls; `real` and the like count as models, to be left out by whoever ranks
 */
export function variedShares(
  rows: readonly DuelRow[],
  { replicates = 1000, seed = 0 }: DrawOptions = {},
): PeopleScores {
  const models = [...new Set(rows.flatMap(({ left, right }) => [left, right]))].sort();
  const place = new Map(models.map((model, m) => [model, m]));
  const keyOf = ({ room = '', participant = '' }: DuelRow): string => `${room}\u0000${participant}`;
  const players = [...new Map(rows.map((row) => [keyOf(row), row.room ?? ''])).entries()].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const rooms = new Map([...new Set(players.map(([, room]) => room))].map((room, at) => [room, at]));
  const playerAt = new Map(players.map(([key], p) => [key, p]));
  const names = [...new Set(rows.map(({ wall }, i) => wall ?? `row ${i}`))].sort();
  const wallAt = new Map(names.map((name, w) => [name, w]));
  const { resampling, unit, units, draw } = resampler(
    Int32Array.from(players, ([, room]) => rooms.get(room)!),
    seed,
  );
  const shared = names.length < rows.length;

  // Rows that are drawn together, of one pair, are one cell; points are halves, so adding them up first changes no digit.
  const found = new Map<string, Cell>();
  rows.forEach((row, i) => {
    const at = unit[playerAt.get(keyOf(row))!]!;
    const wall = shared ? wallAt.get(row.wall ?? `row ${i}`)! : 0;
    const [left, right] = [place.get(row.left)!, place.get(row.right)!];
    const key = `${at} ${wall} ${left} ${right}`;
    let cell = found.get(key);
    if (!cell) found.set(key, (cell = { unit: at, wall, left, right, points: 0, n: 0 }));
    cell.points += row.winner === 'tie' || row.left === row.right ? 0.5 : Number(row.winner === 'left');
    cell.n++;
  });
  const cells = [...found.values()];
  const column = (of: (cell: Cell) => number): Int32Array => Int32Array.from(cells, of);
  const [ofCell, walls] = [column((cell) => cell.unit), column((cell) => cell.wall)];
  const [lefts, rights] = [column(({ left }) => left), column(({ right }) => right)];
  const [points, ns] = [Float64Array.from(cells, (cell) => cell.points), column(({ n }) => n)];

  const sharesWith = (ofUnit: Float64Array, ofWall: Float64Array): Float64Array => {
    const [won, met] = [new Float64Array(models.length), new Float64Array(models.length)];
    for (let c = 0; c < cells.length; c++) {
      const weight = ofUnit[ofCell[c]!]! * ofWall[walls[c]!]!;
      if (weight === 0) continue;
      won[lefts[c]!]! += weight * points[c]!;
      won[rights[c]!]! += weight * (ns[c]! - points[c]!);
      met[lefts[c]!]! += weight * ns[c]!;
      met[rights[c]!]! += weight * ns[c]!;
    }
    return won.map((all, m) => all / met[m]!);
  };

  const ofUnit = new Float64Array(units).fill(1);
  const ofWall = new Float64Array(shared ? names.length : 1).fill(1);
  const shares = sharesWith(ofUnit, ofWall);
  const int = integersFrom(seed + 1);
  const drawn = Array.from({ length: resampling === 'none' ? 0 : replicates }, () => {
    draw(ofUnit);
    if (shared) {
      ofWall.fill(0);
      for (let w = 0; w < names.length; w++) ofWall[int(names.length)]!++;
    }
    return sharesWith(ofUnit, ofWall);
  });
  return { models, shares, drawn };
}
