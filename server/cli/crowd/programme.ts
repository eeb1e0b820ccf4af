import type { GameMode, RoomSettings } from '../../../shared/domain/room.ts';
import { characterOf, simulatedMind } from './mind.ts';
import type { Mind } from './player.ts';
import { spotterOf, twinSpotter } from './twin-spotter.ts';
import { varietyJudgeOf, varietyMind } from './variety-judge.ts';

/** What a crowd is asked to play. */
export interface CrowdSize {
  /** Games of each mode. */
  readonly rooms: number;
  readonly lots: number;
  readonly dataset: string;
  /** Of the players. */
  readonly seed: number;
  /** Longest time before a decision, ms. */
  readonly think: number;
}

/** A game that is to be played. */
export interface PlannedGame {
  readonly mode: GameMode;
  readonly settings: Partial<RoomSettings> & Pick<RoomSettings, 'lots'>;
  /** The mind of player `i`; equal arguments, equal players. */
  readonly mindOf: (i: number) => Mind;
}

/**
 * Games of every mode: of one picture for all and of own ones in turn, so that there are pictures that many have judged and
 * players of many pictures. Own walls come first, as one wall for all is one wall however many search it.
 */
export function programmeOf({ rooms, lots, dataset, seed, think }: CrowdSize): readonly PlannedGame[] {
  const all = Array.from({ length: rooms }, (_, room) => room);
  const inTurn = (room: number): RoomSettings['dealing'] => (room % 2 === 0 ? 'same' : 'own');
  return [
    ...all.map((room) => verdicts(room, { lots, dataset, dealing: inTurn(room) }, seed, think)),
    ...all.map((room): PlannedGame => ({
      mode: 'twins',
      settings: { mode: 'twins', lots, dataset, dealing: inTurn(room + 1) },
      mindOf: (i) => twinSpotter(spotterOf(seed, room, i), think, seed, room, i),
    })),
    ...all.map((room): PlannedGame => ({
      mode: 'variety',
      settings: { mode: 'variety', lots, dataset, dealing: inTurn(room + 1), oneClass: room % 3 === 2 },
      mindOf: (i) => varietyMind(varietyJudgeOf(seed, room, i), think, seed, room, i),
    })),
  ];
}

/** Games about the snapshots of one training alone; their players are others than those of {@link programmeOf}. */
export function gamesOfSnapshots(
  models: readonly string[],
  { rooms, lots, dataset, seed, think }: CrowdSize,
): readonly PlannedGame[] {
  return Array.from({ length: rooms }, (_, room) =>
    verdicts(rooms + room, { lots, dataset, dealing: 'own', models: [...models] }, seed, think),
  );
}

function verdicts(room: number, settings: PlannedGame['settings'], seed: number, think: number): PlannedGame {
  return {
    mode: 'verdict',
    settings: { mode: 'verdict', ...settings },
    mindOf: (i) => simulatedMind(characterOf(seed, room, i), think, seed, room, i),
  };
}
