import type { RoomSettings } from '../domain/room.ts';
import type { Verdict } from '../domain/judgment.ts';

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
  readonly stimulus: StimulusRef;
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
  readonly mine: { readonly pFake: number } | null;
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

export interface RevealView extends Common {
  readonly phase: 'reveal';
  readonly lot: number;
  readonly lots: number;
  /** True where settings.feedback is off: origin, split and points are then null until the podium. */
  readonly sealed: boolean;
  readonly trial: TrialView | null;
  readonly truth: Verdict | null;
  readonly origin: Origin | null;
  /** Judgments at each of the six stops, sure-genuine first; null while sealed. For own pictures: of this lot's whole class. */
  readonly split: readonly number[] | null;
  /** For own pictures (dealing 'own') the wall shows some of them with their truth. Empty for 'same'. */
  readonly mosaic: readonly {
    readonly stimulus: StimulusRef;
    readonly truth: Verdict;
    readonly pFake: number | null;
  }[];
  readonly mine: { readonly pFake: number; readonly right: boolean; readonly points: number } | null;
  /** Who was boldest and right; null where nobody was right. */
  readonly boldest: { readonly nickname: string; readonly pFake: number } | null;
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
  /** For a player: every lot with what was said and what was true. Empty for others. */
  readonly mine: readonly {
    readonly lot: number;
    readonly stimulus: StimulusRef;
    readonly truth: Verdict;
    readonly origin: Origin;
    readonly pFake: number | null;
    readonly points: number;
  }[];
  /** The class as a detector: share right, and judgments. */
  readonly accuracy: { readonly right: number; readonly n: number };
}

export interface ClosedView extends Common {
  readonly phase: 'closed';
  readonly reason: 'ended' | 'kicked';
}
