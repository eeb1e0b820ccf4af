import { useEffect, useRef, useState } from 'preact/hooks';
import { gapOf, hungSize, onWall, type WallLayout } from '../../../shared/domain/wall.ts';
import { t } from '../../i18n/index.ts';
import { hangBelowLamp, NARROW } from '../../scenes/fit.ts';
import './walls.css';

interface WallOverlayProps {
  readonly layout: WallLayout;
  /** Places with a ring around them. */
  readonly marked: readonly number[];
  /** Places that the reader named, where the ring says what was true: a broken ring. */
  readonly chosen?: readonly number[];
  /** How many named each place; zeros are left out. */
  readonly named?: readonly number[] | undefined;
  /** Leaves only the marked ones in full light. */
  readonly dims?: boolean;
  /** Pictures can be tapped. */
  readonly onTap?: ((place: number) => void) | undefined;
}

/** Where the wall hangs in its slot, CSS pixels. */
interface Placed {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** Lies in the slot of a wall exactly over its pictures: what can be tapped, what is marked, what the room named. */
export function WallOverlay({ layout, marked, chosen = [], named, dims = false, onTap }: WallOverlayProps) {
  const root = useRef<HTMLDivElement>(null);
  const [placed, place] = useState<Placed | null>(null);
  useEffect(() => {
    const element = root.current!;
    const measure = (): void => {
      const ratio = devicePixelRatio || 1;
      const { width, height } = element.getBoundingClientRect();
      const size = hungSize(layout);
      const slot = { x: 0, y: 0, width: Math.round(width * ratio), height: Math.round(height * ratio) };
      const { scale, picture } = hangBelowLamp(size.width, size.height, slot, NARROW);
      place({ scale: scale / ratio, x: picture.x / ratio, y: picture.y / ratio });
    };
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [JSON.stringify(layout)]);

  return (
    <div
      class={`wall-overlay${dims && marked.length > 0 ? ' wall-overlay--dims' : ''}`}
      style={
        placed ? { '--gap': `${gapOf(layout) * placed.scale}px`, '--tile': `${layout.width * placed.scale}px` } : {}
      }
      ref={root}
    >
      {placed !== null &&
        Array.from({ length: layout.walls * layout.count }, (_, k) => {
          const spot = onWall(layout, k);
          const style = {
            left: `${placed.x + spot.x * placed.scale}px`,
            top: `${placed.y + spot.y * placed.scale}px`,
            width: `${layout.width * placed.scale}px`,
            height: `${layout.height * placed.scale}px`,
          };
          const on = marked.includes(k);
          const classes = `wall-tile${on ? ' wall-tile--on' : chosen.includes(k) ? ' wall-tile--chosen' : ''}`;
          if (onTap)
            return (
              <button
                key={k}
                type="button"
                class={classes}
                style={style}
                aria-pressed={on}
                aria-label={t('play.twins.picture', { place: k + 1 })}
                onClick={() => onTap(k)}
              />
            );
          const count = named?.[k] ?? 0;
          return (
            <span key={k} class={`${classes} wall-tile--shown`} style={style}>
              {count > 0 && <span class="wall-tile__named figures">{count}</span>}
            </span>
          );
        })}
    </div>
  );
}
