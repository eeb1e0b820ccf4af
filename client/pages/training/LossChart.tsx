import { useCallback } from 'preact/hooks';
import type { TrainingJob } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { formatCount, formatSignificant } from '../../i18n/numbers.ts';
import { Chart } from '../../ui/Chart.tsx';
import type { Plot } from '../../ui/Chart.tsx';
import { CHART_STYLE, LINES, lossTitle, widthOf } from './lines.ts';
import { apart, lossPoints, lossRange } from './losses.ts';
import type { LossPoint } from './losses.ts';

/** Above and below the lines, and between two labels, CSS pixels. */
const [ABOVE, BELOW, LABEL] = [14, 40, 16];

/** Loss over steps. */
export function LossChart({ job, height }: { readonly job: TrainingJob; readonly height: number }) {
  const points = lossPoints(job);
  const last = points.at(-1);
  const draw = useCallback(
    (plot: Plot, width: number) => drawLosses(plot, width, height, points, job.totalSteps),
    [job.id, points.length, last?.step, last?.value, height],
  );
  if (points.length === 0) return <p class="small quiet">{t('training.noLoss')}</p>;
  return <Chart draw={draw} height={height} label={t('training.lossLabel')} />;
}

function drawLosses(plot: Plot, width: number, height: number, points: readonly LossPoint[], totalSteps: number) {
  const names = [...new Set(points.map((point) => point.name))];
  const last = Math.max(...points.map((point) => point.step));
  const labels = new Map(
    names.map((name) => [
      name,
      `${lossTitle(name)} ${formatSignificant(points.findLast((point) => point.name === name)!.value, 4)}`,
    ]),
  );
  const longest = Math.max(...[...labels.values()].map(widthOf));
  const of = (name: string) => points.filter((point) => point.name === name);
  const [low, high] = lossRange(points);
  const heightOf = (name: string): number =>
    ((high - of(name).at(-1)!.value) / (high - low)) * (height - ABOVE - BELOW);
  const natural = names.map(heightOf);
  const moved = apart(natural, LABEL);
  return plot.plot({
    width,
    height,
    marginLeft: 48,
    marginRight: Math.min(width * 0.45, 16 + longest),
    marginTop: ABOVE,
    marginBottom: BELOW,
    style: CHART_STYLE,
    x: {
      domain: [0, Math.max(totalSteps, last, 1)],
      label: t('board.steps'),
      labelAnchor: 'center',
      labelArrow: false,
      tickFormat: formatCount,
      ticks: width < 420 ? 2 : 5,
    },
    y: { domain: [low, high], label: null, ticks: 4, grid: true },
    marks: names.flatMap((name, index) => {
      const line = LINES[index % LINES.length]!;
      return [
        plot.line(of(name), {
          x: 'step',
          y: 'value',
          stroke: line.stroke,
          strokeWidth: 2,
          ...(line.dash === 'none' ? {} : { strokeDasharray: line.dash }),
          clip: true,
        }),
        plot.text(of(name).slice(-1), {
          x: 'step',
          y: 'value',
          text: () => labels.get(name) ?? name,
          textAnchor: 'start',
          dx: 8,
          dy: moved[index]! - natural[index]!,
          fill: line.stroke,
          stroke: '#14110f',
          strokeWidth: 3,
        }),
      ];
    }),
  });
}
