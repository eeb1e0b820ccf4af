import type { Study } from './claim.ts';
import { DIVERSITY_STUDIES } from './diversity.ts';
import { DUEL_STUDIES } from './duels.ts';
import { PROMISE_STUDIES } from './promises.ts';
import { RELIABILITY_STUDIES } from './reliability.ts';
import { VERDICT_STUDIES } from './verdicts.ts';

export { type Claim, type Study, type Thoroughness } from './claim.ts';

/** Everything that is promised of human measures. */
export const STUDIES: readonly Study[] = [
  ...VERDICT_STUDIES,
  ...DUEL_STUDIES,
  ...DIVERSITY_STUDIES,
  ...RELIABILITY_STUDIES,
  ...PROMISE_STUDIES,
];
