import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Show, Stage, StageEvents } from '../scenes/show.ts';
import { play } from '../sound/sounds.ts';
import './stage.css';

interface StageHostProps {
  readonly show: Show;
  readonly onDrawn?: StageEvents['drawn'];
  readonly class?: string;
  /** The page that lies over the canvas; elements with `data-slot` are where things hang. */
  readonly children: ComponentChildren;
}

/** A canvas for pictures behind a page for everything else. The graphics are fetched when it is first mounted. */
export function StageHost({ show, onDrawn, class: className = '', children }: StageHostProps) {
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const stage = useRef<Stage | null>(null);
  const newest = useRef(show);
  const drawn = useRef(onDrawn);
  newest.current = show;
  drawn.current = onDrawn;

  useEffect(() => {
    const place = root.current!;
    let here = true;
    let measuring = 0;
    const measure = (): void => {
      cancelAnimationFrame(measuring);
      measuring = requestAnimationFrame(() => stage.current?.measure());
    };
    const sizes = new ResizeObserver(measure);
    sizes.observe(place);
    addEventListener('resize', measure);
    document.addEventListener('visibilitychange', measure);
    void import('../scenes/stage.ts')
      .then(({ raiseStage }) =>
        raiseStage(place, canvas.current!, {
          drawn: (...told) => drawn.current?.(...told),
          struck: (what) => play(what),
        }),
      )
      .then((raised) => {
        if (!here) return raised.destroy();
        stage.current = raised;
        raised.show(newest.current);
      });
    return () => {
      here = false;
      sizes.disconnect();
      cancelAnimationFrame(measuring);
      removeEventListener('resize', measure);
      document.removeEventListener('visibilitychange', measure);
      stage.current?.destroy();
      stage.current = null;
    };
  }, []);

  // The page is laid out first, so that the slots are where the show will look for them.
  const content = JSON.stringify(show);
  useLayoutEffect(() => stage.current?.show(newest.current), [content]);
  useLayoutEffect(() => stage.current?.measure());

  return (
    <div class={`stage ${className}`} ref={root}>
      <div class="stage__canvas" ref={canvas} aria-hidden="true" />
      {children}
    </div>
  );
}
