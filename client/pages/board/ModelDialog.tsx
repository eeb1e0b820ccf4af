import { useCallback } from 'preact/hooks';
import type { BoardRow } from '../../../shared/protocol/http.ts';
import { inWords, t } from '../../i18n/index.ts';
import { formatCount, formatPercent } from '../../i18n/numbers.ts';
import { Chart } from '../../ui/Chart.tsx';
import type { Plot } from '../../ui/Chart.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { MODEL_GRID, Samples } from '../../ui/Samples.tsx';
import { duration } from '../duration.ts';
import { modelGrid } from '../modelGrid.ts';
import { PlayThese } from '../PlayThese.tsx';

interface ModelDialogProps {
  readonly row: BoardRow;
  /** Its run: itself and the other snapshots, by step. */
  readonly curve: readonly BoardRow[];
  readonly onClose: () => void;
}

/** All there is to know of one checkpoint. */
export function ModelDialog({ row, curve, onClose }: ModelDialogProps) {
  const { model } = row;
  return (
    <Dialog
      wide
      title={`${inWords(model.title)}, ${t('common.step', { step: formatCount(model.step) })}`}
      onClose={onClose}
    >
      <p class="quiet">{inWords(model.idea)}</p>
      <div class="modeldialog">
        <div>
          <span class="mount">
            <Samples
              url={model.pool > 0 ? modelGrid(model.id) : null}
              across={MODEL_GRID.columns}
              room={Math.min(480, innerWidth - 90)}
              label={t('board.gridLabel')}
            />
          </span>
          <p class="small quiet">{t('board.giveaway', { words: inWords(model.giveaway) })}</p>
          {model.pool > 0 && <PlayThese dataset={model.dataset} models={[model.id]} />}
        </div>
        <div class="modeldialog__facts">
          <Facts row={row} />
          {curve.length > 1 && <Curve curve={curve} />}
        </div>
      </div>
    </Dialog>
  );
}

function Facts({ row }: { readonly row: BoardRow }) {
  const { model } = row;
  const facts: readonly (readonly [string, string])[] = [
    [t('board.dataset'), model.dataset],
    [t('board.stepOf'), `${formatCount(model.step)} / ${formatCount(model.totalSteps)}`],
    [t('board.trained'), duration(model.trainedSeconds)],
    [t('board.seed'), String(model.seed)],
    [t('board.dataHash'), model.datasetHash.slice(0, 16)],
    [t('board.origin'), model.shipped ? t('board.shipped') : t('board.run', { id: model.runId ?? '' })],
    [t('board.pool'), formatCount(model.pool)],
    [
      t('board.judgments'),
      t('board.judgmentsOf', {
        n: formatCount(row.n),
        participants: formatCount(row.participants),
        rooms: formatCount(row.rooms),
      }),
    ],
    ...Object.entries(model.config).map(([name, value]) => [name, String(value)] as const),
  ];
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="figures">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Snapshots: how often each fooled people, and its Frechet distance, over training. */
function Curve({ curve }: { readonly curve: readonly BoardRow[] }) {
  const content = JSON.stringify(curve.map((row) => [row.model.step, row.fooled, row.model.scores?.frechet]));
  const people = useCallback(
    (plot: Plot, width: number) =>
      drawCurve(
        plot,
        width,
        t('board.fooled'),
        formatPercent,
        curve.flatMap((row) => (row.fooled ? [{ step: row.model.step, ...row.fooled }] : [])),
      ),
    [content],
  );
  const machine = useCallback(
    (plot: Plot, width: number) =>
      drawCurve(
        plot,
        width,
        t('board.frechet'),
        String,
        curve.flatMap((row) => (row.model.scores ? [{ step: row.model.step, ...row.model.scores.frechet }] : [])),
      ),
    [content],
  );
  return (
    <section>
      <h3>{t('board.curve')}</h3>
      {curve.some((row) => row.fooled !== null) ? (
        <Chart draw={people} height={170} label={t('board.curvePeople')} />
      ) : (
        <p class="small quiet">{t('board.nobodyYet')}</p>
      )}
      <Chart draw={machine} height={170} label={t('board.curveMachine')} />
    </section>
  );
}

interface CurvePoint {
  readonly step: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

function drawCurve(
  plot: Plot,
  width: number,
  label: string,
  format: (value: number) => string,
  points: readonly CurvePoint[],
) {
  return plot.plot({
    width,
    height: 170,
    marginLeft: 56,
    marginBottom: 40,
    style: { background: 'transparent', color: '#cfc3ad', fontFamily: 'inherit', fontSize: '13px' },
    x: { label: t('board.steps'), labelAnchor: 'center', labelArrow: false, tickFormat: formatCount, ticks: 4 },
    y: { label, labelArrow: false, zero: true, ticks: 4, tickFormat: format, grid: true },
    marks: [
      plot.line(points, { x: 'step', y: 'value', stroke: '#c9a45c', strokeWidth: 2 }),
      plot.ruleX(points, { x: 'step', y1: 'low', y2: 'high', stroke: '#f3ead8', strokeWidth: 1.5 }),
      plot.dot(points, { x: 'step', y: 'value', fill: '#e6c98b', r: 4 }),
    ],
  });
}
