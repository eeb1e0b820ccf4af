import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A window on the plane: world coordinates, y upwards. */
export interface Extent {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** Pixels of the drawing along x; the drawing is scaled to its place. */
const WIDE = 1000;

/** From the world to the drawing. */
export interface Scale {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** Length of one unit of x and of y, in the drawing's pixels. */
  readonly unit: Point;
}

interface PlaneProps {
  readonly extent: Extent;
  readonly label: string;
  /** What can be dragged; each is a focus stop that arrow keys move. */
  readonly handles?: readonly PlaneHandle[];
  readonly onMove?: (id: string, to: Point) => void;
  /** Pressing an empty place. */
  readonly onPress?: (at: Point) => void;
  /** Painted under everything: value of each place, 0 to 1 (outside is cut), as brass light. */
  readonly field?: ((x: number, y: number) => number) | null;
  /** SVG, drawn with the scale. */
  readonly children?: (scale: Scale) => ComponentChildren;
  /** Height over width; 1 unless given. */
  readonly aspect?: number;
  /** Names of the axes. */
  readonly xName?: string;
  readonly yName?: string;
}

export interface PlaneHandle extends Point {
  readonly id: string;
  readonly label: string;
  /** Class of the dot: `point`, `mean`, `forgery`, `genuine` or one of your own, see parts.css. */
  readonly kind?: string;
  /** In place of the kind's colour. */
  readonly colour?: string | undefined;
  /** Dragged by a pointer only: for clouds of points that would be a hundred stops of the tab key. */
  readonly still?: boolean;
}

/** Cells of the field along x. */
const CELLS = 96;

/** A plane with things to drag, by finger, mouse or arrow keys. */
export function Plane(props: PlaneProps) {
  const { extent, label, handles = [], onMove, onPress, field, children, aspect = 1, xName, yName } = props;
  const svg = useRef<SVGSVGElement>(null);
  const held = useRef<{ readonly id: string; readonly pointer: number } | null>(null);
  const tall = WIDE * aspect;
  const scale = scaleOf(extent, aspect);

  function at(event: PointerEvent): Point {
    const box = svg.current!.getBoundingClientRect();
    return {
      x: extent.x[0] + ((event.clientX - box.left) / box.width) * (extent.x[1] - extent.x[0]),
      y: extent.y[1] - ((event.clientY - box.top) / box.height) * (extent.y[1] - extent.y[0]),
    };
  }

  // A finger on a handle drags it; anywhere else it scrolls the page.
  const latest = useRef(under);
  latest.current = under;
  useEffect(() => {
    const onTouch = (event: TouchEvent): void => {
      const [touch] = event.touches;
      if (touch && latest.current({ ...placeOf(touch), pointerType: 'touch' })) event.preventDefault();
    };
    svg.current!.addEventListener('touchstart', onTouch, { passive: false });
    return () => svg.current?.removeEventListener('touchstart', onTouch);
  }, []);

  /** The nearest handle within a thumb of a place. */
  function under(event: Pick<PointerEvent, 'clientX' | 'clientY' | 'pointerType'>): PlaneHandle | null {
    if (!onMove) return null;
    const box = svg.current!.getBoundingClientRect();
    let best: PlaneHandle | null = null;
    let least = event.pointerType === 'mouse' ? 18 : 32;
    for (const handle of handles) {
      const dx = (scale.x(handle.x) / WIDE) * box.width - (event.clientX - box.left);
      const dy = (scale.y(handle.y) / tall) * box.height - (event.clientY - box.top);
      const distance = Math.hypot(dx, dy);
      if (distance < least) [best, least] = [handle, distance];
    }
    return best;
  }

  function onKeyDown(event: KeyboardEvent, handle: PlaneHandle): void {
    const step = event.shiftKey ? 0.1 : 0.02;
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!by) return;
    event.preventDefault();
    onMove?.(
      handle.id,
      within(extent, {
        x: handle.x + by[0]! * step * (extent.x[1] - extent.x[0]),
        y: handle.y + by[1]! * step * (extent.y[1] - extent.y[0]),
      }),
    );
  }

  return (
    <div class="plane" style={{ aspectRatio: `${1 / aspect}` }}>
      {field && <Field field={field} extent={extent} aspect={aspect} />}
      <svg
        ref={svg}
        class="plane__drawing"
        viewBox={`0 0 ${WIDE} ${tall}`}
        role="group"
        aria-label={label}
        onPointerDown={(event) => {
          if (!event.isPrimary || event.button !== 0) return;
          const handle = under(event);
          if (!handle) return onPress?.(at(event));
          held.current = { id: handle.id, pointer: event.pointerId };
          svg.current!.setPointerCapture(event.pointerId);
          event.preventDefault();
        }}
        onPointerMove={(event) => {
          if (held.current?.pointer === event.pointerId) onMove?.(held.current.id, within(extent, at(event)));
        }}
        onPointerUp={() => (held.current = null)}
        onPointerCancel={() => (held.current = null)}
      >
        {children?.(scale)}
        {handles.map((handle) => (
          <circle
            key={handle.id}
            class={`plane__handle plane__handle--${handle.kind ?? 'point'}`}
            cx={scale.x(handle.x)}
            cy={scale.y(handle.y)}
            r={handle.kind === undefined || handle.kind === 'point' ? 11 : 17}
            style={handle.colour ? { fill: handle.colour } : undefined}
            tabIndex={onMove && !handle.still ? 0 : undefined}
            role={onMove && !handle.still ? 'slider' : undefined}
            aria-label={handle.label}
            aria-valuenow={onMove ? Math.round(handle.x * 100) / 100 : undefined}
            aria-valuetext={`${handle.x.toFixed(2)}, ${handle.y.toFixed(2)}`}
            onKeyDown={(event) => onKeyDown(event, handle)}
          />
        ))}
        {xName && (
          <text class="plane__name" x={WIDE - 12} y={tall - 14} text-anchor="end">
            {xName}
          </text>
        )}
        {yName && (
          <text class="plane__name" x={14} y={32}>
            {yName}
          </text>
        )}
      </svg>
    </div>
  );
}

const placeOf = ({ clientX, clientY }: Touch): { clientX: number; clientY: number } => ({ clientX, clientY });

/** The scale that a plane draws with. */
export function scaleOf({ x, y }: Extent, aspect = 1): Scale {
  const unit = { x: WIDE / (x[1] - x[0]), y: (WIDE * aspect) / (y[1] - y[0]) };
  return { x: (value) => (value - x[0]) * unit.x, y: (value) => (y[1] - value) * unit.y, unit };
}

const within = ({ x, y }: Extent, point: Point): Point => ({
  x: Math.max(x[0], Math.min(x[1], point.x)),
  y: Math.max(y[0], Math.min(y[1], point.y)),
});

interface FieldProps {
  readonly field: (x: number, y: number) => number;
  readonly extent: Extent;
  readonly aspect: number;
}

/** Brass light under the plane. */
function Field({ field, extent, aspect }: FieldProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const rows = Math.round(CELLS * aspect);
  useEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    const image = context.createImageData(CELLS, rows);
    for (let row = 0, i = 0; row < rows; row++) {
      const y = extent.y[1] - ((row + 0.5) / rows) * (extent.y[1] - extent.y[0]);
      for (let column = 0; column < CELLS; column++, i += 4) {
        const x = extent.x[0] + ((column + 0.5) / CELLS) * (extent.x[1] - extent.x[0]);
        const value = Math.max(0, Math.min(1, field(x, y)));
        image.data.set([226, 178, 92, 205 * value], i);
      }
    }
    context.putImageData(image, 0, 0);
  }, [field, extent, aspect]);
  return <canvas ref={canvas} class="plane__field" width={CELLS} height={rows} aria-hidden="true" />;
}

interface EllipseProps {
  readonly scale: Scale;
  readonly mean: readonly [number, number];
  /** [xx, xy, yy] */
  readonly covariance: readonly [number, number, number];
  /** Standard deviations out from the mean. */
  readonly deviations?: readonly number[];
  readonly class?: string;
}

/** Where a Gaussian's density is equal. */
export function Ellipse({ scale, mean, covariance: [xx, xy, yy], deviations = [1, 2], ...rest }: EllipseProps) {
  const half = (xx + yy) / 2;
  const root = Math.sqrt(Math.max(0, ((xx - yy) / 2) ** 2 + xy * xy));
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  const [a, b] = [Math.sqrt(Math.max(0, half + root)), Math.sqrt(Math.max(0, half - root))];
  const path = (k: number): string =>
    Array.from({ length: 73 }, (_, i) => {
      const t = (i / 72) * 2 * Math.PI;
      const [u, v] = [k * a * Math.cos(t), k * b * Math.sin(t)];
      const x = mean[0] + u * Math.cos(angle) - v * Math.sin(angle);
      const y = mean[1] + u * Math.sin(angle) + v * Math.cos(angle);
      return `${i === 0 ? 'M' : 'L'}${scale.x(x).toFixed(1)} ${scale.y(y).toFixed(1)}`;
    }).join('');
  return (
    <>
      {deviations.map((k) => (
        <path key={k} class={`plane__ellipse ${rest.class ?? ''}`} d={path(k)} style={{ opacity: 1.15 - 0.3 * k }} />
      ))}
    </>
  );
}
