import { useCallback } from 'preact/hooks';
import { inWords, t } from '../../i18n/index.ts';
import { formatCount, formatSignificant } from '../../i18n/numbers.ts';
import { datasetTitle } from '../../play/generators.ts';
import { Chart } from '../../ui/Chart.tsx';
import type { Plot } from '../../ui/Chart.tsx';
import { letterOf, RunBadge } from './RunBadge.tsx';
import { panels } from './compare.ts';
import type { Axis, Panel, Run } from './compare.ts';
import { CHART_STYLE, LINES, lossTitle } from './lines.ts';
import { lossRange } from './losses.ts';

const HEIGHT = 260;

interface CompareLossesProps {
  readonly runs: readonly Run[];
  readonly axis: Axis;
  /** Where the pictures above stand; null for nowhere. */
  readonly moment: number | null;
}

/** Losses over one another where they mean the same, on axes of their own where they do not. */
export function CompareLosses({ runs, axis, moment }: CompareLossesProps) {
  const all = panels(runs, axis);
  const kinds = new Set(runs.map(({ job }) => job.generator)).size;
  const sets = new Set(runs.map(({ job }) => job.dataset)).size;
  if (all.length === 0) return <p class="small quiet">{t('training.compare.noLosses')}</p>;
  return (
    <>
      {(kinds > 1 || sets > 1) && (
        <p class="small quiet compare__measure">
          {t(kinds > 1 ? 'training.compare.apartKinds' : 'training.compare.apartSets')}
        </p>
      )}
      <div class="losspanels">
        {all.map((panel) => {
          const generator = runs[panel.lines[0]!.run]!.generator;
          const of = [
            ...(kinds > 1 ? [generator ? inWords(generator.title) : panel.generator] : []),
            ...(sets > 1 ? [datasetTitle(panel.dataset)] : []),
            ...(panel.note === '' ? [] : [panel.note]),
          ];
          return (
            <figure key={[panel.generator, panel.dataset, panel.loss, panel.note].join(' ')} class="losspanel">
              <figcaption>
                <strong>{lossTitle(panel.loss)}</strong>
                {of.length > 0 && <span class="small quiet">{of.join(' · ')}</span>}
                <span class="losspanel__runs">
                  {panel.lines.map(({ run, points }) => (
                    <span key={run} class="losspanel__run figures">
                      <RunBadge run={run} />
                      {formatSignificant(points.at(-1)!.value, 4)}
                    </span>
                  ))}
                </span>
              </figcaption>
              <PanelChart panel={panel} axis={axis} moment={moment} />
            </figure>
          );
        })}
      </div>
    </>
  );
}

interface PanelChartProps {
  readonly panel: Panel;
  readonly axis: Axis;
  readonly moment: number | null;
}

function PanelChart({ panel, axis, moment }: PanelChartProps) {
  const newest = panel.lines.map(({ run, points }) => [run, points.length, points.at(-1)]);
  const draw = useCallback(
    (plot: Plot, width: number) => drawPanel(plot, width, panel, axis, moment),
    [JSON.stringify(newest), panel.end, axis, moment],
  );
  const label = t('training.compare.panelLabel', {
    loss: lossTitle(panel.loss),
    runs: panel.lines.map(({ run }) => letterOf(run)).join(', '),
  });
  return <Chart draw={draw} height={HEIGHT} label={label} />;
}

function drawPanel(plot: Plot, width: number, { lines, end }: Panel, axis: Axis, moment: number | null) {
  const ranges = lines.map(({ points }) => lossRange(points.map(({ x, value }) => ({ step: x, value }))));
  return plot.plot({
    width,
    height: HEIGHT,
    marginLeft: 48,
    marginRight: 28,
    marginTop: 14,
    marginBottom: 40,
    style: CHART_STYLE,
    x: {
      domain: [0, end || 1],
      label: t(axis === 'steps' ? 'board.steps' : 'training.compare.axis.seconds'),
      labelAnchor: 'center',
      labelArrow: false,
      tickFormat: formatCount,
      ticks: width < 420 ? 3 : 5,
    },
    y: {
      domain: [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))],
      label: null,
      ticks: 4,
      grid: true,
    },
    marks: [
      ...(moment !== null && moment <= end ? [plot.ruleX([moment], { stroke: '#62513c', strokeWidth: 2 })] : []),
      ...lines.flatMap(({ run, points }) => {
        const { stroke, dash } = LINES[run % LINES.length]!;
        return [
          plot.line(points, {
            x: 'x',
            y: 'value',
            stroke,
            strokeWidth: 2,
            ...(dash === 'none' ? {} : { strokeDasharray: dash }),
            clip: true,
          }),
          plot.text(points.slice(-1), {
            x: 'x',
            y: 'value',
            text: () => letterOf(run),
            textAnchor: 'start',
            dx: 6,
            fontWeight: 700,
            fill: stroke,
            stroke: '#14110f',
            strokeWidth: 3,
          }),
        ];
      }),
    ],
  });
}
