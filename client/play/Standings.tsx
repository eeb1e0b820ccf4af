import { useEffect, useState } from 'preact/hooks';
import type { Standing } from '../../shared/protocol/view.ts';
import { beforeLot } from '../store/places.ts';
import { CountUp } from './CountUp.tsx';
import { signed, total } from './words.ts';

interface StandingsProps {
  readonly standings: readonly Standing[];
  readonly title: string;
  /** Milliseconds before rows move and points count, so that the truth comes first. */
  readonly delay?: number;
}

/** Letters of a name that fit on one line of the narrowest table. */
const LONG = 12;

/** Who leads: at first as before the lot, then a row that gains a place slides to it. */
export function Standings({ standings, title, delay = 0 }: StandingsProps) {
  const [told, tell] = useState(delay === 0);
  useEffect(() => {
    if (told) return;
    const timer = setTimeout(() => tell(true), delay);
    return () => clearTimeout(timer);
  }, [told, delay]);
  if (standings.length === 0) return null;
  // In a steady order of elements, so that a changed place is a movement and not a new element.
  const steady = (told ? standings : beforeLot(standings))
    .map((standing, place) => ({ standing, place }))
    .sort((a, b) => (a.standing.playerId < b.standing.playerId ? -1 : 1));
  return (
    <div class="standings">
      <h3>{title}</h3>
      <ol style={{ height: `calc(${standings.length} * var(--row))` }}>
        {steady.map(({ standing, place }) => (
          <li
            key={standing.playerId}
            style={{ transform: `translateY(calc(${place} * var(--row)))` }}
            aria-setsize={standings.length}
            aria-posinset={place + 1}
          >
            <span class="standings__rank figures">{standing.rank}</span>
            <span
              class={`standings__name${[...standing.nickname].length > LONG ? ' standings__name--long' : ''}`}
              dir="auto"
            >
              {standing.nickname}
            </span>
            {standing.change !== 0 && (
              <span class={`standings__change figures standings__change--${standing.change > 0 ? 'up' : 'down'}`}>
                {signed(standing.change)}
              </span>
            )}
            <span class="standings__points">
              <CountUp to={standing.points} from={standing.points - standing.change} delay={0} format={total} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
