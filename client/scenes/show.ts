import type { Verdict } from '../../shared/domain/judgment.ts';
import type { WallLayout } from '../../shared/domain/wall.ts';
import type { Hanging } from './fit.ts';

/** A picture by its address, whole and in picture pixels. */
export interface PictureRef {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  /** A sheet of pictures that hang apart; absent or null for a single one. */
  readonly wall?: WallLayout | null;
}

/** What stands on the label at the back of a frame. */
export interface LabelWords {
  readonly lot: string;
  readonly title: string;
  readonly detail: string;
}

/**
 * What hangs on the stage. The pages derive it from the view and know the words; the scenes only draw it. The same `key`
 * means the same moment: showing it again changes nothing but what is in its other fields.
 */
export type Show =
  | { readonly kind: 'dark'; readonly key: string }
  /** `address` hangs as a QR code; `seat` as a small portrait made from a player's id. */
  | {
      readonly kind: 'lobby';
      readonly key: string;
      readonly hung: { readonly address: string } | { readonly seat: string };
    }
  /** No picture: a covered frame. */
  | { readonly kind: 'lot'; readonly key: string; readonly picture: PictureRef | null; readonly dimmed: boolean }
  | {
      readonly kind: 'reveal';
      readonly key: string;
      readonly picture: PictureRef | null;
      /** Null while the truth is kept for the end. */
      readonly outcome: { readonly truth: Verdict; readonly stamp: string; readonly label: LabelWords } | null;
      readonly mosaic: readonly { readonly picture: PictureRef; readonly truth: Verdict; readonly stamp: string }[];
      /** The lot was just closed before these eyes: the frame turns. Otherwise it hangs as it was left. */
      readonly fresh: boolean;
    }
  /** Seats of the first three, best first. */
  | { readonly kind: 'podium'; readonly key: string; readonly seats: readonly string[]; readonly fresh: boolean };

/** What the stage tells the page. */
export interface StageEvents {
  /** The picture of this show is on the screen since `at` (performance.now()), hung like this. */
  drawn(key: string, hanging: Hanging, devicePixelRatio: number, at: number): void;
  /** Something struck wood or paper; the page may make a sound. */
  struck(what: 'stamp' | 'gavel'): void;
}

/** The canvas with its scenes. */
export interface Stage {
  show(show: Show): void;
  /** Slots of the page have moved or changed size. */
  measure(): void;
  destroy(): void;
}
