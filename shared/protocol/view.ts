import type { RoomSettings } from '../domain/room.ts';
import type { Response, Verdict } from '../domain/judgment.ts';
import type { Pair, WallLayout } from '../domain/wall.ts';

/**
 * What one viewer may know of a room. Made in one place on the server (`viewFor`), used for joining, reconnecting and
 * every update alike; the whole view is sent each time. Before the reveal no type here can hold the answer.
 */
export type RoomView = LobbyView | JudgingView | RevealView | PodiumView | ClosedView;
export type Phase = RoomView['phase'];

export type Role = 'player' | 'host' | 'wall';

interface Common {
  readonly code: string;
  /** Counts up with every change of the room; an older view than the one shown is dropped. */
  readonly revision: number;
  /** Server clock when the view was made, ms since the epoch; endsAt is on the same clock. */
  readonly serverNow: number;
  readonly viewer: Viewer;
  readonly settings: RoomSettings;
  readonly locked: boolean;
  readonly paused: boolean;
  /** Seats taken, and how many of them are connected now. */
  readonly players: number;
  readonly connected: number;
  /** Alone: this player also says 'next', and no wall or host is expected. */
  readonly solo: boolean;
  /** The page of the lab that the wall shows, `lab/<shown>`; null while it shows the game. */
  readonly shown: string | null;
  /** Which part of that page hangs, counted from 0. */
  readonly shownPart: number;
}

/** Who is looking. The roster is sent to the host (whole) and to the wall (the newest 60); players get counts only. */
export type Viewer =
  | {
      readonly role: 'player';
      readonly playerId: string;
      readonly nickname: string;
      readonly points: number;
      readonly rank: number;
    }
  | { readonly role: 'host'; readonly roster: readonly RosterEntry[] }
  | { readonly role: 'wall'; readonly roster: readonly RosterEntry[] };

export interface RosterEntry {
  readonly playerId: string;
  readonly nickname: string;
  readonly connected: boolean;
  readonly points: number;
  /** True once this player has judged the lot that is open. Never what. */
  readonly decided: boolean;
}

export interface LobbyView extends Common {
  readonly phase: 'lobby';
}

/** A picture to judge. The id is made for this deal alone and says nothing; so do URL, size and headers. */
export interface StimulusRef {
  readonly id: string;
  /** Relative to the server's base path: `s/<id>.png`. */
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

export interface TrialView {
  readonly trialId: string;
  /** Of walls: the sheet with all their pictures. */
  readonly stimulus: StimulusRef;
  /** How the pictures of the sheet hang; null for a single picture. */
  readonly wall: WallLayout | null;
}

export interface JudgingView extends Common {
  readonly phase: 'judging';
  /** 1-based. */
  readonly lot: number;
  readonly lots: number;
  /** The viewer's picture; null for host and wall where each player has an own one. */
  readonly trial: TrialView | null;
  /** Server clock, null without a limit or while paused. */
  readonly endsAt: number | null;
  /** Milliseconds left when paused, else null. */
  readonly remainingMs: number | null;
  /** Connected players who have decided, of the connected players. */
  readonly decided: number;
  readonly of: number;
  /** This player's committed judgment; null for others and before. */
  readonly mine: Response | null;
}

/** Where a picture came from. */
export type Origin =
  | { readonly kind: 'real'; readonly dataset: string; readonly label: string | null }
  | {
      readonly kind: 'fake';
      readonly dataset: string;
      readonly label: string | null;
      readonly modelId: string;
      readonly generator: string;
      readonly step: number;
    };

/** What made a wall. */
export type WallSource = Origin;

/** The truth of a lot of walls. */
export type WallOutcome = TwinsOutcome | VarietyOutcome;

export interface TwinsOutcome {
  readonly mode: 'twins';
  readonly source: WallSource;
  /** True where twins were hung on purpose; `pair` is then these, else the two that are nearest to each other. */
  readonly planted: boolean;
  readonly pair: Pair;
  /** Root of the mean squared difference of the two, grey levels of 0 to 255. */
  readonly distance: number;
  /** False for a wall of a model: whether it holds twins is what is asked, so nobody gains or loses. */
  readonly scored: boolean;
}

export interface VarietyOutcome {
  readonly mode: 'variety';
  readonly left: WallSource;
  readonly right: WallSource;
  /** Mean difference between two pictures of each wall, coarsely seen, grey levels of 0 to 255. */
  readonly spread: readonly [left: number, right: number];
  /** The wall whose pictures differ more. */
  readonly more: 'left' | 'right';
}

/** What a room said of its common wall of twins, in judgments. */
export interface TwinsFound {
  /** Those that named the pair of the outcome, another pair, and none. */
  readonly marked: number;
  readonly other: number;
  readonly none: number;
  /** For each place of the wall, how many named it. */
  readonly named: readonly number[];
}

/** What a room said of one source's walls in one game; whose walls these are is known once the game is over. */
export interface WallTally {
  readonly source: WallSource;
  /** Judgments of its walls. */
  readonly n: number;
  /** Mode 'twins': those that saw twins where none had been hung. Mode 'variety': those that called this wall the more varied. */
  readonly said: number;
  /** Wilson 95 % interval of said / n. */
  readonly low: number;
  readonly high: number;
}

/** What a judgment brought; `right` is null where nothing was at stake. */
export interface Scored {
  readonly right: boolean | null;
  readonly points: number;
}

export interface RevealView extends Common {
  readonly phase: 'reveal';
  readonly lot: number;
  readonly lots: number;
  /** True where settings.feedback is off: origin, split and points are then null until the podium. */
  readonly sealed: boolean;
  /** True for a player who had a seat while this lot was open; false for those who came later, for host and wall. */
  readonly asked: boolean;
  readonly trial: TrialView | null;
  readonly truth: Verdict | null;
  readonly origin: Origin | null;
  /** Of walls, instead of `truth` and `origin`: null while sealed, for single pictures, and where each player had own walls. */
  readonly outcome: WallOutcome | null;
  /** Mode 'twins': what the room found on the common wall. Null otherwise and while sealed. */
  readonly found: TwinsFound | null;
  /**
   * Judgments at each of the six stops, sure-genuine (or surely the left wall) first; null while sealed and in mode 'twins'.
   * For own pictures: of this lot's whole class.
   */
  readonly split: readonly number[] | null;
  /** For own pictures (dealing 'own') the wall shows some of them with their truth. Empty for 'same'. */
  readonly mosaic: readonly {
    readonly stimulus: StimulusRef;
    readonly truth: Verdict;
    readonly pFake: number | null;
  }[];
  readonly mine: (Response & Scored) | null;
  /** Who was boldest and right, and how sure; null where nobody was right. */
  readonly boldest: { readonly nickname: string; readonly sure: number } | null;
  /** The best ten with the change this lot brought. Empty while sealed. */
  readonly standings: readonly Standing[];
  /** How often each model fooled this room so far. Empty while sealed. */
  readonly league: readonly LeagueRow[];
  /** Server clock at which the next lot opens by itself; null where someone must press next. */
  readonly nextAt: number | null;
}

export interface Standing {
  readonly playerId: string;
  readonly nickname: string;
  readonly points: number;
  readonly change: number;
  readonly rank: number;
}

export interface LeagueRow {
  readonly modelId: string;
  readonly generator: string;
  readonly step: number;
  /** Judgments of this model's pictures in this room, and how many said genuine. */
  readonly n: number;
  readonly fooled: number;
  /** Wilson 95 % interval of fooled / n. */
  readonly low: number;
  readonly high: number;
}

export interface PodiumView extends Common {
  readonly phase: 'podium';
  readonly standings: readonly Standing[];
  readonly league: readonly LeagueRow[];
  /** Modes of walls: the sources, those that `said` is largest for first. Empty in mode 'verdict'. */
  readonly tally: readonly WallTally[];
  /** For a player: every lot with what was said and what was true. Empty for others. */
  readonly mine: readonly OwnLot[];
  /** The class as a detector: share right, and judgments that could be right. */
  readonly accuracy: { readonly right: number; readonly n: number };
}

interface OwnLotBase {
  readonly lot: number;
  readonly stimulus: StimulusRef;
  readonly points: number;
}

/** One lot of one player, at the end: a single picture, or walls. */
export type OwnLot = OwnPicture | OwnWalls;

export interface OwnPicture extends OwnLotBase {
  readonly truth: Verdict;
  readonly origin: Origin;
  readonly pFake: number | null;
}

export interface OwnWalls extends OwnLotBase {
  readonly wall: WallLayout;
  readonly outcome: WallOutcome;
  readonly said: Response | null;
  readonly right: boolean | null;
}

export interface ClosedView extends Common {
  readonly phase: 'closed';
  readonly reason: 'ended' | 'kicked';
}
