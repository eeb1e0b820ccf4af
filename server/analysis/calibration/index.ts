import type { Study } from './claim.ts';
import { DIVERSITY_STUDIES } from './diversity.ts';
import { DUEL_STUDIES } from './duels.ts';
import { LABEL_STUDIES } from './labels.ts';
import { PROMISE_STUDIES } from './promises.ts';
import { RANK_STUDIES } from './ranks.ts';
import { RELIABILITY_STUDIES } from './reliability.ts';
import { VERDICT_STUDIES } from './verdicts.ts';

export { COVERS, type Claim, type Study, type Thoroughness } from './claim.ts';

/** Everything that is promised of human measures, under the headings of its record. */
export const CHAPTERS: readonly { readonly title: string; readonly studies: readonly Study[] }[] = [
  { title: 'Verdict', studies: VERDICT_STUDIES },
  { title: 'Duel and variety', studies: DUEL_STUDIES },
  { title: 'Twins and flash', studies: DIVERSITY_STUDIES },
  { title: 'Label', studies: LABEL_STUDIES },
  { title: 'Agreement, and skill apart from difficulty', studies: RELIABILITY_STUDIES },
  { title: 'Ranks', studies: RANK_STUDIES },
  { title: 'Promises that are no intervals', studies: PROMISE_STUDIES },
];

export const STUDIES: readonly Study[] = CHAPTERS.flatMap(({ studies }) => studies);
