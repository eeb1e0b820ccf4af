import type { BoardAnalysis, BoardFilter } from '../../shared/protocol/board.ts';
import type { AutomaticScoresInfo } from '../../shared/protocol/http.ts';
import { agreementsOf } from './agreements.ts';
import { humanDiversity } from './human-diversity.ts';
import { humanScores, UNJUDGED } from './human-scores.ts';
import { judgedPictures } from './judged-pictures.ts';
import { facetsOf, filtered, playersOf, type Judgment } from './judgments.ts';
import type { WallJudgment } from './walls.ts';

/** What is known of a data set beside its judgments. */
export interface Backdrop {
  /** Names in label order. */
  readonly classes: readonly string[];
  /** Automatic scores by model id. */
  readonly scores: ReadonlyMap<string, AutomaticScoresInfo>;
  /** What a machine says of pictures, by id; see `realismOf`. */
  readonly realism: ReadonlyMap<string, number>;
}

/** All judgments of a data set. */
export interface Judged {
  readonly pictures: readonly Judgment[];
  readonly walls: readonly WallJudgment[];
}

/** Everything that the board says of people, from the rows that a filter leaves. */
export function analyseBoard(
  { pictures, walls }: Judged,
  asked: BoardFilter,
  { classes, scores, realism }: Backdrop,
): BoardAnalysis {
  const all = [...pictures, ...walls];
  const filter = { ...asked, players: playersOf(all, asked.players) };
  const counted = filtered(pictures, filter);
  const verdicts = humanScores(counted);
  const countedWalls = filtered(walls, filter);
  const diversity = humanDiversity(countedWalls);
  const models = new Set([...Object.keys(verdicts.models), ...diversity.models.keys()]);
  return {
    filter,
    facets: facetsOf(all, classes),
    reals: verdicts.reals,
    models: Object.fromEntries(
      [...models].map((model) => [
        model,
        { ...UNJUDGED, nEff: null, varied: null, ...verdicts.models[model], ...diversity.models.get(model) },
      ]),
    ),
    controls: diversity.controls,
    agreement: agreementsOf(counted, countedWalls, scores),
    pictures: judgedPictures(counted, classes, realism),
  };
}
