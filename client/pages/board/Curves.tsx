import { useCallback } from 'preact/hooks';
import type { BoardRow } from '../../../shared/protocol/http.ts';
import { inWords, t } from '../../i18n/index.ts';
import { formatCount, formatPercent } from '../../i18n/numbers.ts';
import { Chart } from '../../ui/Chart.tsx';
import type { Plot } from '../../ui/Chart.tsx';
import { Copies } from './Copies.tsx';
import { Section } from './Section.tsx';
import { judgedRuns } from './columns.ts';
import { PAPER, WALL } from './drawScatter.ts';
import type { Theme } from './drawScatter.ts';

const SAVED = 640;
const HEIGHT = 240;

export interface CurvePoint {
  /** Opens from its dot; null where nothing does. */
  readonly id: string | null;
  readonly n: number;
  readonly step: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

interface CurvesProps {
  readonly rows: readonly BoardRow[];
  /** Start of the name of saved files. */
  readonly name: string;
  /** Opens what the share of a snapshot was counted over. */
  readonly onOpen: (modelId: string) => void;
}

/** Runs of which people judged several snapshots: how they got better at fooling. */
export function Curves({ rows, name, onOpen }: CurvesProps) {
  const runs = judgedRuns(rows);
  if (runs.length === 0) return null;
  return (
    <Section title={t('board.curves')}>
      <p class="quiet board__measure">{t('board.curvesLine')}</p>
      <div class="curves">
        {runs.map((curve) => (
          <Run key={curve[0]!.model.runId!} curve={curve} name={name} onOpen={onOpen} />
        ))}
      </div>
    </Section>
  );
}

function Run({ curve, name, onOpen }: Omit<CurvesProps, 'rows'> & { readonly curve: readonly BoardRow[] }) {
  const points = curve.flatMap((row): CurvePoint[] =>
    row.fooled ? [{ id: row.model.id, n: row.n, step: row.model.step, ...row.fooled }] : [],
  );
  const content = JSON.stringify(points);
  const drawn = (plot: Plot, width: number, theme: Theme): SVGSVGElement =>
    drawCurve(plot, width, HEIGHT, t('board.fooledAxis'), formatPercent, points, theme, true);
  const draw = useCallback((plot: Plot, width: number) => drawn(plot, width, WALL), [content]);
  const { title, runId } = curve[0]!.model;
  return (
    <div>
      <div class="board__sectionhead">
        <h3>
          {inWords(title)} <span class="small quiet">{runId}</span>
        </h3>
        <Copies name={`${name}-${runId!}`} plot={(plot) => drawn(plot, SAVED, PAPER)} />
      </div>
      <div
        onClick={(event) => {
          const link = (event.target as Element).closest('a')?.getAttribute('href');
          if (!link?.startsWith('#')) return;
          event.preventDefault();
          onOpen(decodeURIComponent(link.slice(1)));
        }}
      >
        <Chart draw={draw} height={HEIGHT} label={t('board.curvePeople')} />
      </div>
    </div>
  );
}

/** A number of each snapshot with its whisker over training steps. @param half draws the line at 50 % */
export function drawCurve(
  plot: Plot,
  width: number,
  height: number,
  label: string,
  format: (value: number) => string,
  points: readonly CurvePoint[],
  theme: Theme,
  half: boolean,
): SVGSVGElement {
  return plot.plot({
    width,
    height,
    marginLeft: 56,
    marginBottom: 40,
    marginTop: 32,
    marginRight: 24,
    style: {
      background: theme === PAPER ? theme.ground : 'transparent',
      color: theme.words,
      fontFamily: theme.font,
      fontSize: '13px',
    },
    x: {
      label: t('board.steps'),
      labelAnchor: 'center',
      labelArrow: false,
      labelOffset: 34, // a saved plot ends at its edge
      tickFormat: formatCount,
      ticks: 4,
      insetLeft: 12,
    },
    y: { label, labelArrow: false, zero: true, ticks: 4, tickFormat: format },
    marks: [
      plot.gridY({ stroke: theme.grid, strokeOpacity: 1 }),
      ...(half ? [plot.ruleY([0.5], { stroke: theme.line, strokeDasharray: '7 6' })] : []),
      plot.line(points, { x: 'step', y: 'value', stroke: theme.line, strokeWidth: 2 }),
      plot.ruleX(points, { x: 'step', y1: 'low', y2: 'high', stroke: theme.strong, strokeWidth: 1.5 }),
      plot.dot(points, {
        x: 'step',
        y: 'value',
        fill: theme.strong,
        r: 4.5,
        title: ({ value, n }: CurvePoint) => `${format(value)}, n = ${formatCount(n)}`,
        href: ({ id }: CurvePoint) => (id === null ? null : `#${encodeURIComponent(id)}`),
      }),
    ],
  }) as SVGSVGElement;
}
