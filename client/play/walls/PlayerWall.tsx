import type { RoomView } from '../../../shared/protocol/view.ts';
import type { PlayerScreen } from '../../store/screen.ts';
import type { TwinsChoice } from '../../store/twins.ts';
import { markedBy } from './outcome.ts';
import { WallOverlay } from './WallOverlay.tsx';

interface PlayerWallProps {
  readonly view: RoomView;
  readonly screen: PlayerScreen;
  readonly choice: TwinsChoice;
  readonly onTap: (place: number) => void;
}

/** Over the wall of a phone: what can be tapped while twins are looked for, what was said, and what was true. */
export function PlayerWall({ view, screen, choice, onTap }: PlayerWallProps) {
  if (view.phase !== 'judging' && view.phase !== 'reveal') return null;
  const wall = view.trial?.wall ?? null;
  if (wall === null || (view.phase === 'judging' && view.paused)) return null;
  if (view.phase === 'reveal') {
    const mine = view.mine && 'pair' in view.mine ? view.mine.pair : null;
    return <WallOverlay layout={wall} marked={markedBy(view.outcome)} chosen={mine ?? []} dims />;
  }
  if (view.settings.mode !== 'twins') return null;
  if (screen.kind === 'said')
    return <WallOverlay layout={wall} marked={'pair' in screen.said ? (screen.said.pair ?? []) : []} />;
  if (screen.kind !== 'choosing') return null;
  return <WallOverlay layout={wall} marked={choice.kind === 'none' ? [] : choice.places} onTap={onTap} />;
}
