import { useCallback } from 'preact/hooks';
import type { BoardRow } from '../../../shared/protocol/http.ts';
import { inWords, t } from '../../i18n/index.ts';
import { formatCount, formatPercent, formatSignificant } from '../../i18n/numbers.ts';
import { Chart } from '../../ui/Chart.tsx';
import type { Plot } from '../../ui/Chart.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { MODEL_GRID, Samples } from '../../ui/Samples.tsx';
import { duration } from '../duration.ts';
import { modelGrid } from '../modelGrid.ts';
import { PlayThese } from '../PlayThese.tsx';
import { drawCurve } from './Curves.tsx';
import { WALL } from './drawScatter.ts';

const HEIGHT = 170;

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
    ...Object.entries(model.scores?.own ?? {}).map(
      ([name, { value, low, high, unit }]) =>
        [
          name,
          `${formatSignificant(value)} ${unit}${low === null || high === null ? '' : ` [${formatSignificant(low)}, ${formatSignificant(high)}]`}`,
        ] as const,
    ),
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
  const content = JSON.stringify(curve.map((row) => [row.model.step, row.fooled, row.model.scores?.values.frechet]));
  const fooled = curve.flatMap((row) =>
    row.fooled ? [{ id: null, n: row.n, step: row.model.step, ...row.fooled }] : [],
  );
  const frechet = curve.flatMap((row) => {
    const score = row.model.scores?.values.frechet;
    return score ? [{ id: null, step: row.model.step, ...score }] : [];
  });
  const people = useCallback(
    (plot: Plot, width: number) => drawCurve(plot, width, HEIGHT, t('board.fooled'), formatPercent, fooled, WALL, true),
    [content],
  );
  const machine = useCallback(
    (plot: Plot, width: number) => drawCurve(plot, width, HEIGHT, t('board.frechet'), String, frechet, WALL, false),
    [content],
  );
  return (
    <section>
      <h3>{t('board.curve')}</h3>
      {fooled.length > 0 ? (
        <Chart draw={people} height={HEIGHT} label={t('board.curvePeople')} />
      ) : (
        <p class="small quiet">{t('board.nobodyYet')}</p>
      )}
      {frechet.length > 0 && <Chart draw={machine} height={HEIGHT} label={t('board.curveMachine')} />}
    </section>
  );
}
