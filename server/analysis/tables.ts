import type { VerdictRow } from './row.ts';

/** Counts of the players who saw fakes of one model; a player is a participant in a room. All [count] */
export interface PlayerTable {
  readonly count: number;
  /** Judgments of the model's fakes, at least 1. */
  readonly fakes: Float64Array;
  /** Fakes called real. */
  readonly missed: Float64Array;
  readonly reals: Float64Array;
  /** Reals called fake. */
  readonly alarms: Float64Array;
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

interface Tally {
  n: number;
  wrong: number;
}

interface Player {
  readonly participant: string;
  readonly room: string;
  readonly reals: Tally;
  readonly fakes: Map<string, Tally>;
}

/** One table a model, in the order of their names; players in the order of rooms and names. */
export function tabulate(rows: readonly VerdictRow[]): ModelTable[] {
  const rooms = new Map<string, Map<string, Player>>();
  const models = new Set<string>();
  for (const { participant, room = '', model, truth, response } of rows) {
    const player = playerOf(rooms, room, participant);
    let tally = player.reals;
    if (truth === 'fake') {
      const name = model ?? '';
      models.add(name);
      const known = player.fakes.get(name);
      if (known) tally = known;
      else player.fakes.set(name, (tally = { n: 0, wrong: 0 }));
    }
    tally.n++;
    if (truth !== response) tally.wrong++;
  }
  const players = [...rooms].sort(byKey).flatMap(([, inRoom]) => [...inRoom].sort(byKey).map(([, player]) => player));
  return [...models].sort().map((model) =>
    tableOf(
      model,
      players.filter((player) => player.fakes.has(model)),
    ),
  );
}

function playerOf(rooms: Map<string, Map<string, Player>>, room: string, participant: string): Player {
  let players = rooms.get(room);
  if (!players) rooms.set(room, (players = new Map()));
  let player = players.get(participant);
  if (!player) {
    player = { participant, room, reals: { n: 0, wrong: 0 }, fakes: new Map() };
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
      fakes: column((player) => player.fakes.get(model)!.n),
      missed: column((player) => player.fakes.get(model)!.wrong),
      reals: column((player) => player.reals.n),
      alarms: column((player) => player.reals.wrong),
      room: Int32Array.from(players, (player) => numbers.get(player.room)!),
      rooms: rooms.length,
    },
  };
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;
