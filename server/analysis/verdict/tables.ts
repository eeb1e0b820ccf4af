import type { VerdictRow } from './row.ts';

/** Counts of the players who judged one model; a player is a participant in a room. All [count] */
export interface PlayerTable {
  readonly count: number;
  /** Judgments of the model's fakes. */
  readonly fakes: Float64Array;
  /** Fakes called real. */
  readonly missed: Float64Array;
  /** Judgments of the model's own reals and of the shared ones. */
  readonly reals: Float64Array;
  /** Reals called fake. */
  readonly alarms: Float64Array;
  /** Room and participant, as `playerKey` writes them. */
  readonly keys: readonly string[];
  /** Number of each player's room, from 0. */
  readonly room: Int32Array;
  /** How many rooms. */
  readonly rooms: number;
}

export interface ModelTable {
  readonly model: string;
  /** Different people; one who played in two rooms is one. */
  readonly participants: number;
  readonly players: PlayerTable;
}

export interface VerdictTables {
  /** In the order of their names. */
  readonly models: readonly ModelTable[];
  /** Whether a real counts for more than one model, so that reals outweigh each model's fakes. */
  readonly sharesReals: boolean;
}

/** One name for a participant in a room. */
export const playerKey = ({ room = '', participant }: Pick<VerdictRow, 'room' | 'participant'>): string =>
  JSON.stringify([room, participant]);

interface Tally {
  n: number;
  wrong: number;
}

interface Player {
  readonly key: string;
  readonly participant: string;
  readonly room: string;
  readonly shared: Tally;
  readonly fakes: Map<string, Tally>;
  readonly reals: Map<string, Tally>;
}

/** One table a model that has fakes; players in the order of rooms and names. */
export function tabulate(rows: readonly VerdictRow[]): VerdictTables {
  const models = new Set<string>();
  for (const { truth, model } of rows) if (truth === 'fake') models.add(model ?? '');
  const rooms = new Map<string, Map<string, Player>>();
  let shared = false;
  for (const { participant, room = '', model, truth, response } of rows) {
    const player = playerOf(rooms, room, participant);
    const name = model ?? '';
    const own = truth === 'fake' || (name !== '' && models.has(name));
    if (!own) shared = true;
    const tally = own ? tallyOf(truth === 'fake' ? player.fakes : player.reals, name) : player.shared;
    tally.n++;
    if (truth !== response) tally.wrong++;
  }
  const players = [...rooms].sort(byKey).flatMap(([, inRoom]) => [...inRoom].sort(byKey).map(([, player]) => player));
  const judges = new Map<string, Player[]>([...models].sort().map((model) => [model, []]));
  for (const player of players) {
    for (const model of player.fakes.keys()) judges.get(model)!.push(player);
    for (const model of player.reals.keys()) if (!player.fakes.has(model)) judges.get(model)!.push(player);
  }
  return {
    models: [...judges].map(([model, of]) => tableOf(model, of)),
    sharesReals: shared && models.size > 1,
  };
}

function tallyOf(tallies: Map<string, Tally>, model: string): Tally {
  let tally = tallies.get(model);
  if (!tally) tallies.set(model, (tally = { n: 0, wrong: 0 }));
  return tally;
}

function playerOf(rooms: Map<string, Map<string, Player>>, room: string, participant: string): Player {
  let players = rooms.get(room);
  if (!players) rooms.set(room, (players = new Map()));
  let player = players.get(participant);
  if (!player) {
    const key = playerKey({ room, participant });
    player = { key, participant, room, shared: { n: 0, wrong: 0 }, fakes: new Map(), reals: new Map() };
    players.set(participant, player);
  }
  return player;
}

function tableOf(model: string, players: readonly Player[]): ModelTable {
  const rooms = [...new Set(players.map((player) => player.room))];
  const numbers = new Map(rooms.map((room, i) => [room, i]));
  const column = (of: (player: Player) => number): Float64Array => Float64Array.from(players, of);
  return {
    model,
    participants: new Set(players.map((player) => player.participant)).size,
    players: {
      count: players.length,
      fakes: column((player) => player.fakes.get(model)?.n ?? 0),
      missed: column((player) => player.fakes.get(model)?.wrong ?? 0),
      reals: column((player) => player.shared.n + (player.reals.get(model)?.n ?? 0)),
      alarms: column((player) => player.shared.wrong + (player.reals.get(model)?.wrong ?? 0)),
      keys: players.map(({ key }) => key),
      room: Int32Array.from(players, (player) => numbers.get(player.room)!),
      rooms: rooms.length,
    },
  };
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;
