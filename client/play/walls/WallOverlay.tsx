import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { hungSize, onWall, type WallLayout } from '../../../shared/domain/wall.ts';
import { t } from '../../i18n/index.ts';
import { hangBelowLamp } from '../../scenes/fit.ts';
import './walls.css';

interface WallOverlayProps {
  readonly layout: WallLayout;
  /** Places with a ring around them. */
  readonly marked: readonly number[];
  /** Pictures can be tapped. */
  readonly onTap?: ((place: number) => void) | undefined;
  /** Words below each wall, the left one first. */
  readonly captions?: readonly ComponentChildren[];
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Lies in the slot of a wall exactly over its pictures: what can be tapped, and what is marked. */
export function WallOverlay({ layout, marked, onTap, captions }: WallOverlayProps) {
  const root = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState<{ readonly scale: number; readonly picture: Place } | null>(null);
  useEffect(() => {
    const element = root.current!;
    const measure = (): void => {
      const ratio = devicePixelRatio || 1;
      const { width, height } = element.getBoundingClientRect();
      const size = hungSize(layout);
      const slot = { x: 0, y: 0, width: Math.round(width * ratio), height: Math.round(height * ratio) };
      const { scale, picture } = hangBelowLamp(size.width, size.height, slot);
      setBox({
        scale: scale / ratio,
        picture: {
          left: picture.x / ratio,
          top: picture.y / ratio,
          width: picture.width / ratio,
          height: picture.height / ratio,
        },
      });
    };
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [JSON.stringify(layout)]);

  const placeOf = (k: number): Record<string, string> => {
    const { scale, picture } = box!;
    const spot = onWall(layout, k);
    return {
      left: `${picture.left + spot.x * scale}px`,
      top: `${picture.top + spot.y * scale}px`,
      width: `${layout.width * scale}px`,
      height: `${layout.height * scale}px`,
    };
  };
  const total = layout.walls * layout.count;
  return (
    <div class="wall-overlay" ref={root}>
      {box !== null &&
        Array.from({ length: total }, (_, k) => {
          const on = marked.includes(k);
          if (onTap)
            return (
              <button
                key={k}
                type="button"
                class={`wall-tile${on ? ' wall-tile--on' : ''}`}
                style={placeOf(k)}
                aria-pressed={on}
                aria-label={t('play.twins.picture', { place: k + 1 })}
                onClick={() => onTap(k)}
              />
            );
          return on ? <span key={k} class="wall-tile wall-tile--on wall-tile--shown" style={placeOf(k)} /> : null;
        })}
      {box !== null &&
        captions?.map((words, wall) => {
          const first = onWall(layout, wall * layout.count).x * box.scale;
          const last = (onWall(layout, wall * layout.count + layout.columns - 1).x + layout.width) * box.scale;
          return (
            <span
              key={wall}
              class="wall-caption"
              style={{
                left: `${box.picture.left + first}px`,
                top: `${box.picture.top + box.picture.height}px`,
                width: `${last - first}px`,
              }}
            >
              {words}
            </span>
          );
        })}
    </div>
  );
}
