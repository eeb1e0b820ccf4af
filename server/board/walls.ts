import type { TwinsInfo, VarietyInfo, WallsQuery } from '../../shared/protocol/board.ts';
import type { TwinRow } from '../analysis/index.ts';
import type { Counted } from './judgments.ts';

/** One wall that was searched for twins, as the board counts it. */
export type TwinsJudgment = TwinsInfo & Pick<Counted, 'code' | 'label'>;
/** Two walls of which one was judged the more varied. */
export type VarietyJudgment = Omit<VarietyInfo, 'label'> & Pick<Counted, 'code' | 'label'>;
export type WallJudgment = TwinsJudgment | VarietyJudgment;

/** What a wall of real pictures is called in rows. */
export const REAL = 'real';

export const isTwins = (row: WallJudgment): row is TwinsJudgment => row.mode === 'twins';
export const isVariety = (row: WallJudgment): row is VarietyJudgment => row.mode === 'variety';

/** As the analysis reads a wall searched for twins. */
export const asTwinRow = (row: TwinsJudgment): TwinRow => ({
  participant: row.participant,
  room: row.room,
  wall: row.wall,
  model: row.model === REAL ? null : row.model,
  size: row.size,
  pairs: row.pairs,
  planted: row.planted,
  plantedFound: row.plantedFound,
  comparisons: row.comparisons,
});

/** Walls of known truth: of real pictures, or with planted twins. */
const isControl = ({ model, planted }: TwinsJudgment): boolean => model === REAL || planted > 0;

/** The rows behind one number: walls of a model, and for twins then the controls that correct it. */
export function wallsBehind(
  rows: readonly WallJudgment[],
  { mode, model }: Pick<WallsQuery, 'mode' | 'model'>,
): readonly WallJudgment[] {
  const ofMode = rows.filter((row) => row.mode === mode);
  if (model === undefined) return ofMode;
  const own = ofMode.filter((row) =>
    row.mode === 'twins' ? row.model === model : row.left === model || row.right === model,
  );
  return [...own, ...ofMode.filter((row) => row.mode === 'twins' && row.model !== model && isControl(row))];
}

/** Gallery ids of all pictures that hung there; those of planted twins are no pictures of the gallery. */
export function hung(row: WallJudgment): string[] {
  const all = row.mode === 'twins' ? row.pictures : `${row.leftPictures} ${row.rightPictures}`;
  return all.split(' ').filter((id) => id !== '' && !id.includes('~'));
}

/** The first of {@link hung}, without a list of the others: walls are read by the ten thousand. */
export function firstHung(row: WallJudgment): string | undefined {
  const all = row.mode === 'twins' ? row.pictures : row.leftPictures;
  const first = all.slice(0, all.indexOf(' '));
  return first === '' || first.includes('~') ? hung(row)[0] : first;
}
