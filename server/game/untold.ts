import type { RoomState } from './state.ts';

/** The first trial of a room whose truth its players have not been told; all later ones are untold as well. */
export interface Untold {
  readonly room: string;
  readonly game: number;
  /** 1-based. */
  readonly fromTrial: number;
}

/** What nothing outside the room may tell either, such as a board that a player has open beside the game. */
export function untoldIn(state: RoomState): Untold {
  const room = state.roomId;
  switch (state.phase) {
    case 'judging':
      return { room, game: state.game.number, fromTrial: state.settings.feedback ? state.lot : 1 };
    case 'reveal':
      return { room, game: state.game.number, fromTrial: state.settings.feedback ? state.lot + 1 : 1 };
    default:
      return { room, game: state.games + 1, fromTrial: 1 };
  }
}
