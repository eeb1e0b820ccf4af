import type { Response, Verdict } from '../../shared/domain/judgment.ts';
import type {
  JudgingView,
  LobbyView,
  OwnPicture,
  PodiumView,
  RevealView,
  RoomView,
  TrialView,
} from '../../shared/protocol/view.ts';

/** A judgment on its way: which trial, and what was said. */
export type PendingResponse = Response & { readonly trialId: string };

/** What a player's phone shows: derived from the view, what was committed here but not answered yet, and the server's clock. */
export type PlayerScreen =
  | { readonly kind: 'lobby'; readonly view: LobbyView }
  /** The slider is open. */
  | { readonly kind: 'choosing'; readonly view: JudgingView; readonly trial: TrialView }
  /** Said and locked; `kept` while the server has not answered yet. */
  | {
      readonly kind: 'said';
      readonly view: JudgingView;
      readonly trial: TrialView;
      readonly said: Response;
      readonly kept: boolean;
    }
  | { readonly kind: 'paused'; readonly view: JudgingView; readonly trial: TrialView | null }
  | { readonly kind: 'tooLate'; readonly view: JudgingView; readonly trial: TrialView }
  /** Seated after this lot was dealt: plays from the next one. */
  | { readonly kind: 'looking'; readonly view: JudgingView }
  | { readonly kind: 'reveal'; readonly view: RevealView }
  | { readonly kind: 'podium'; readonly view: PodiumView }
  | { readonly kind: 'closed'; readonly reason: 'ended' | 'kicked' };

/**
 * The screen of a view.
 * @param pending Judgments on their way.
 * @param serverNow The server's clock, ms since the epoch.
 */
export function screenOf(view: RoomView, pending: readonly PendingResponse[], serverNow: number): PlayerScreen {
  switch (view.phase) {
    case 'lobby':
      return { kind: 'lobby', view };
    case 'judging':
      return whileJudging(view, pending, serverNow);
    case 'reveal':
      return { kind: 'reveal', view };
    case 'podium':
      return { kind: 'podium', view };
    case 'closed':
      return { kind: 'closed', reason: view.reason };
  }
}

function whileJudging(view: JudgingView, pending: readonly PendingResponse[], serverNow: number): PlayerScreen {
  const { trial, mine } = view;
  if (trial === null) return view.paused ? { kind: 'paused', view, trial } : { kind: 'looking', view };
  if (mine !== null) return { kind: 'said', view, trial, said: mine, kept: false };
  const onItsWay = pending.find((each) => each.trialId === trial.trialId);
  if (onItsWay) return { kind: 'said', view, trial, said: onItsWay, kept: true };
  if (view.paused) return { kind: 'paused', view, trial };
  if (view.endsAt !== null && serverNow >= view.endsAt) return { kind: 'tooLate', view, trial };
  return { kind: 'choosing', view, trial };
}

/** Milliseconds until the screen changes by the clock alone, or null. */
export function nextChangeIn(view: RoomView, serverNow: number): number | null {
  if (view.phase !== 'judging' || view.endsAt === null || view.paused) return null;
  const left = view.endsAt - serverNow;
  return left > 0 ? left : null;
}

/** The time line: what is left and of how much, in ms; null without a limit. `frozen` while paused. */
export function timeLeft(
  view: JudgingView,
  serverNow: number,
): { readonly left: number; readonly of: number; readonly frozen: boolean } | null {
  if (view.settings.seconds === null) return null;
  const left = view.paused ? view.remainingMs : view.endsAt === null ? null : Math.max(0, view.endsAt - serverNow);
  if (left === null) return null;
  // More time than the setting: the host has extended the lot.
  return { left, of: Math.max(view.settings.seconds * 1000, left), frozen: view.paused };
}

/** How sure, as percent of the side it leans to: 0.05 and 0.95 are both 95. */
export function surePercent(pFake: number): number {
  return Math.round(Math.max(pFake, 1 - pFake) * 100);
}

/** Lots in which this player was taken in: said with confidence what was not so, the surest first. */
export function fooledBy(mine: PodiumView['mine']): readonly OwnPicture[] {
  return mine
    .filter((lot) => 'truth' in lot)
    .filter((lot) => lot.pFake !== null && (lot.pFake > 0.5 ? 'fake' : 'real') !== lot.truth)
    .sort((a, b) => surePercent(b.pFake ?? 0.5) - surePercent(a.pFake ?? 0.5));
}

/** Whether a judgment was right. */
export const isRight = (pFake: number, truth: Verdict): boolean => (pFake > 0.5 ? 'fake' : 'real') === truth;
