import type { BoardFilter } from '../../../shared/protocol/board.ts';
import { navigate } from '../../shell/router.ts';

/** What the address of a board says: the pictures, an open model, and the filter. */
export interface View {
  readonly dataset: string | null;
  readonly model: string | null;
  readonly filter: BoardFilter;
}

/** A number in the address; undefined where there is none or it is no number. */
function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  const value = Number(text);
  return text === null || text === '' || !Number.isFinite(value) ? undefined : value;
}

export function viewOf(query: URLSearchParams): View {
  const players = query.get('players');
  const filter: Record<string, unknown> = {
    mode: query.get('mode') ?? undefined,
    label: numberIn(query, 'label'),
    room: query.get('room') ?? undefined,
    since: numberIn(query, 'since'),
    until: numberIn(query, 'until'),
    players: players === 'people' || players === 'simulated' || players === 'all' ? players : undefined,
  };
  return { dataset: query.get('dataset'), model: query.get('model'), filter: filter as BoardFilter };
}

/** The filter as a query of the server's, without what it leaves open. */
export function queryOf(
  fields: Readonly<Record<string, string | number | boolean | null | undefined>>,
): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined && value !== null) query.set(name, String(value));
  return query;
}

/** Shows another view in place of this one. */
export function show({ dataset, model, filter }: View): void {
  navigate(`board?${queryOf({ dataset, model, ...filter }).toString()}`, { replace: true });
}
