import type { BoardFilter, Crowd, Facets, JudgmentInfo, RowsQuery } from '../../shared/protocol/board.ts';
import type { Untold } from '../game/untold.ts';

/** What every judgment of a data set has, whatever was judged. */
export interface Counted {
  readonly participant: string;
  readonly room: string;
  readonly code: string;
  readonly game: number;
  readonly trial: number;
  readonly at: number;
  readonly mode: string;
  /** Class of what was shown; null where it has none. */
  readonly label: number | null;
  readonly simulated: boolean;
}

/** One judgment of one picture as the board counts it. */
export interface Judgment extends Omit<JudgmentInfo, 'label'> {
  readonly label: number | null;
  readonly code: string;
}

/** Leaves out what a room has not been told yet, so that nothing on the board tells it. */
export function told<Row extends Counted>(rows: readonly Row[], untold: readonly Untold[]): readonly Row[] {
  if (untold.length === 0) return rows;
  const byRoom = new Map(untold.map((each) => [each.room, each]));
  return rows.filter(({ room, game, trial }) => {
    const from = byRoom.get(room);
    return !from || game < from.game || (game === from.game && trial < from.fromTrial);
  });
}

/** People where there are any, else simulated players; what was asked for comes first. */
export function playersOf(rows: readonly Counted[], asked: Crowd | undefined): Crowd {
  if (asked) return asked;
  return rows.length > 0 && rows.every(({ simulated }) => simulated) ? 'simulated' : 'people';
}

/** The rows that a filter leaves. Rows are kept or left out one by one, so the values of a field partition them. */
export function filtered<Row extends Counted>(
  rows: readonly Row[],
  { mode, label, room, since, until, players }: BoardFilter & { readonly players: Crowd },
): readonly Row[] {
  return rows.filter(
    (row) =>
      (mode === undefined || row.mode === mode) &&
      (label === undefined || row.label === label) &&
      (room === undefined || row.room === room) &&
      (since === undefined || row.at >= since) &&
      (until === undefined || row.at < until) &&
      (players === 'all' || row.simulated === (players === 'simulated')),
  );
}

/** The rows behind one number, of those that a filter left. */
export function behind(
  rows: readonly Judgment[],
  { model, withReals, picture }: Pick<RowsQuery, 'model' | 'withReals' | 'picture'>,
): readonly Judgment[] {
  const judges = new Set<string>();
  if (withReals) for (const row of rows) if (row.model === model) judges.add(judge(row));
  return rows.filter((row) => {
    if (picture !== undefined && row.image !== picture) return false;
    if (model === undefined) return true;
    if (model === 'reals') return row.truth === 'real';
    return row.model === model || (row.truth === 'real' && judges.has(judge(row)));
  });
}

const judge = ({ room, participant }: Judgment): string => `${room}\u0000${participant}`;

/** What there is to filter by. @param classes names in label order */
export function facetsOf(rows: readonly Counted[], classes: readonly string[]): Facets {
  const modes = new Map<string, number>();
  const labels = new Map<number, number>();
  const rooms = new Map<string, { code: string; at: number; n: number; simulated: boolean; players: Set<string> }>();
  let simulated = 0;
  let [from, to] = [Infinity, -Infinity];
  for (const row of rows) {
    modes.set(row.mode, (modes.get(row.mode) ?? 0) + 1);
    if (row.label !== null) labels.set(row.label, (labels.get(row.label) ?? 0) + 1);
    let room = rooms.get(row.room);
    if (!room) rooms.set(row.room, (room = { code: row.code, at: row.at, n: 0, simulated: true, players: new Set() }));
    room.n++;
    room.players.add(row.participant);
    room.at = Math.min(room.at, row.at);
    if (!row.simulated) room.simulated = false;
    else simulated++;
    from = Math.min(from, row.at);
    to = Math.max(to, row.at);
  }
  return {
    people: rows.length - simulated,
    simulated,
    modes: [...modes].map(([mode, n]) => ({ mode, n })).sort((a, b) => b.n - a.n),
    labels: [...labels]
      .map(([label, n]) => ({ label, name: classes[label] ?? String(label), n }))
      .sort((a, b) => a.label - b.label),
    rooms: [...rooms]
      .map(([room, { players, ...rest }]) => ({ room, ...rest, participants: players.size }))
      .sort((a, b) => b.at - a.at),
    from: rows.length > 0 ? from : null,
    to: rows.length > 0 ? to : null,
  };
}
