import type { Chart } from './design.ts';
import { curvesOf } from './plot/curves.ts';
import { dotsOf } from './plot/dots.ts';

export { escape } from './plot/svg.ts';

/** A chart as SVG that needs no script and no style sheet. */
export function plotOf(chart: Chart): string {
  return chart.kind === 'dots' ? dotsOf(chart) : curvesOf(chart);
}
