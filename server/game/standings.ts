import { wilson } from '../../shared/domain/wilson.ts';
import type { LeagueRow, Standing } from '../../shared/protocol/view.ts';
import type { LotResult, Player, Room } from './state.ts';

export const SHOWN_STANDINGS = 10;

/** Players by points, best first; equals share a rank (1, 2, 2, 4) and stand in the order of their seats. */
export function ranking(room: Room): readonly { readonly player: Player; readonly rank: number }[] {
  const players = Object.values(room.players).sort((a, b) => b.points - a.points);
  let rank = 0;
  return players.map((player, i) => {
    if (i === 0 || player.points !== players[i - 1]!.points) rank = i + 1;
    return { player, rank };
  });
}

/** The best ten with what the last lot brought them. */
export function standings(ranked: ReturnType<typeof ranking>, last: LotResult | undefined): readonly Standing[] {
  return ranked.slice(0, SHOWN_STANDINGS).map(({ player, rank }) => ({
    playerId: player.playerId,
    nickname: player.nickname,
    points: player.points,
    change: last?.given[player.playerId]?.points ?? 0,
    rank,
  }));
}

/** Models by how often they fooled the room, most first. */
export function leagueTable(league: Room['league']): readonly LeagueRow[] {
  return Object.entries(league)
    .map(([modelId, { generator, step, n, fooled }]) => {
      const { low, high } = wilson(fooled, n);
      return { modelId, generator, step, n, fooled, low, high };
    })
    .sort((a, b) => b.fooled / b.n - a.fooled / a.n || b.n - a.n || (a.modelId < b.modelId ? -1 : 1));
}
