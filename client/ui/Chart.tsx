import type * as PlotModule from '@observablehq/plot';
import { useEffect, useRef, useState } from 'preact/hooks';

export type Plot = typeof PlotModule;

interface ChartProps {
  /** Draws the chart at a width in CSS pixels; called again whenever the function or the width changes. */
  readonly draw: (plot: Plot, width: number) => SVGSVGElement | HTMLElement;
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  /** Keeps the place while the chart is on its way, CSS pixels. */
  readonly height: number;
}

/** Below this the axes alone would fill the place, CSS pixels. */
const NARROWEST = 200;

let loading: Promise<Plot> | null = null;

/** A chart that is as wide as its place; the charting library comes with the first one. */
export function Chart({ draw, label, height }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [plot, setPlot] = useState<{ readonly module: Plot } | null>(null);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    let here = true;
    loading ??= import('@observablehq/plot');
    void loading.then((module) => here && setPlot({ module }));
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    if (place.current) observer.observe(place.current);
    return () => {
      here = false;
      observer.disconnect();
    };
  }, []);

  useEffect(() => {
    if (plot === null || width < NARROWEST) return;
    const chart = draw(plot.module, width);
    chart.setAttribute('aria-hidden', 'true');
    place.current?.replaceChildren(chart);
  }, [plot, width, draw]);

  return <div ref={place} class="chart" role="img" aria-label={label} style={{ minHeight: `${height}px` }} />;
}
