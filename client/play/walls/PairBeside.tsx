import { useEffect, useRef, useState } from 'preact/hooks';
import type { TrialView, TwinsOutcome } from '../../../shared/protocol/view.ts';
import { t } from '../../i18n/index.ts';
import { formatFixed } from '../../i18n/numbers.ts';
import { crispScale } from '../../ui/crisp.ts';
import { WallTile } from './WallTiles.tsx';

interface PairBesideProps {
  readonly trial: TrialView;
  readonly outcome: TwinsOutcome;
}

/** The two pictures of the truth taken down and held beside each other, as large as the line is high. */
export function PairBeside({ trial, outcome }: PairBesideProps) {
  const root = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const sizes = new ResizeObserver(([entry]) => setRoom(entry!.contentRect.height));
    sizes.observe(root.current!);
    return () => sizes.disconnect();
  }, []);
  const { wall, stimulus } = trial;
  if (wall === null) return null;
  const scale = crispScale(Math.max(wall.width, wall.height), room, devicePixelRatio);
  return (
    <div class="pair-beside" ref={root}>
      {room > 0 &&
        outcome.pair.map((place) => (
          <WallTile key={place} url={stimulus.url} layout={wall} place={place} scale={scale} />
        ))}
      <span class="pair-beside__words figures">
        {t('play.twins.apart', { distance: formatFixed(outcome.distance, 0) })}
      </span>
    </div>
  );
}
