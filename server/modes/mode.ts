import type { Verdict } from '../../shared/domain/judgment.ts';
import type { RoomSettings } from '../../shared/domain/room.ts';

/** What a judgment is worth and how it is recorded. */
export interface Scored {
  readonly response: Verdict;
  readonly right: boolean;
  readonly points: number;
}

export interface Answer {
  readonly pFake: number;
  readonly truth: Verdict;
  /** Server's time from opening the lot, pauses left out; and its limit, null without one. Milliseconds. */
  readonly elapsedMs: number;
  readonly limitMs: number | null;
}

/** A game mode: one folder, one entry in `modes/index.ts`. Pure. */
export interface Mode {
  readonly name: RoomSettings['mode'];
  /** Recorded with each row, so that points can be recomputed later. */
  scoringRule(settings: RoomSettings): string;
  score(answer: Answer, settings: RoomSettings): Scored;
}
