import type { Rng } from '../random.ts';
import { ATTRIBUTES } from './description.ts';
import type { Description, Level } from './description.ts';

/** A description with one thing changed to something else, so that it is wrong of whatever the first was right of. */
export function foilOf(description: Description, classes: number, rng: Rng): Description {
  const said = (['kind', ...ATTRIBUTES] as const).filter(
    (slot) => description[slot] !== null && (slot !== 'kind' || classes > 1),
  );
  if (said.length === 0) return description;
  const slot = said[rng.int(said.length)]!;
  const choices = slot === 'kind' ? classes : 3;
  const other = (description[slot]! + 1 + rng.int(choices - 1)) % choices;
  return { ...description, [slot]: slot === 'kind' ? other : (other as Level) };
}
