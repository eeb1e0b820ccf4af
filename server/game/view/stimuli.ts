import { sheetSize } from '../../../shared/domain/wall.ts';
import type { StimulusRef, TrialView } from '../../../shared/protocol/view.ts';
import { COMMON_DECK, layoutOfLot, type DealtLot, type Hanging } from '../picture.ts';
import {
  lotAt,
  stimulusIdOf,
  trialIdOf,
  type Game,
  type JudgingState,
  type RevealState,
  type RoomState,
} from '../state.ts';
import type { Watcher } from './shared.ts';

/** A picture as a client may know it. */
export function stimulusOf(state: RoomState, game: Game, deck: string, lot: number): StimulusRef | null {
  const hanging = lotAt(game, deck, lot);
  if (!hanging) return null;
  const id = stimulusIdOf(state, game.number, deck, lot);
  const { width, height } = hanging.kind === 'picture' ? hanging.picture : sheetSize(hanging.layout);
  return { id, url: `s/${id}.png`, width, height };
}

const hangingOf = (lot: DealtLot): Hanging =>
  lot.kind === 'picture'
    ? { pictures: [lot.picture.pictureId], layout: null }
    : { pictures: lot.pictures, layout: lot.layout };

/** The trial of the lot for each watcher; null where no one picture is for all, or the player came after the lot. */
export function trials(state: JudgingState | RevealState): (watcher: Watcher) => TrialView | null {
  if (state.settings.dealing === 'same') {
    const common = trialOf(state, COMMON_DECK);
    return () => common;
  }
  return (watcher) => {
    if (watcher.role !== 'player' || state.players[watcher.playerId]!.fromLot > state.lot) return null;
    return trialOf(state, watcher.playerId);
  };
}

function trialOf(state: JudgingState | RevealState, deck: string): TrialView | null {
  const stimulus = stimulusOf(state, state.game, deck, state.lot);
  const hanging = lotAt(state.game, deck, state.lot);
  if (!stimulus || !hanging) return null;
  return { trialId: trialIdOf(state, state.game.number, deck, state.lot), stimulus, wall: layoutOfLot(hanging) };
}

/** The game whose pictures may be fetched. */
export const shownGame = (state: RoomState): Game | null => {
  switch (state.phase) {
    case 'lobby':
      return state.last;
    case 'closed':
      return null;
    default:
      return state.game;
  }
};

/** Pictures that may be fetched, from `fromLot` on: those of the lots that have been opened, never those to come. */
export function openedStimuli(
  state: RoomState,
  fromLot = 1,
): readonly (readonly [stimulusId: string, hanging: Hanging])[] {
  const game = shownGame(state);
  if (!game) return [];
  const lots = [...game.results.map(({ lot }) => lot), ...(state.phase === 'judging' ? [state.lot] : [])];
  return lots
    .filter((lot) => lot >= fromLot)
    .flatMap((lot) =>
      Object.keys(game.deal.decks).map(
        (deck) => [stimulusIdOf(state, game.number, deck, lot), hangingOf(lotAt(game, deck, lot)!)] as const,
      ),
    );
}
