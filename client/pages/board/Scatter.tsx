import { useCallback, useEffect, useState } from 'preact/hooks';
import type { BoardRow } from '../../../shared/protocol/http.ts';
import { inWords, t } from '../../i18n/index.ts';
import { formatCount } from '../../i18n/numbers.ts';
import { Chart } from '../../ui/Chart.tsx';
import type { Plot } from '../../ui/Chart.tsx';
import { GAP, MODEL_GRID, gridImage, pitchOf } from '../../ui/Samples.tsx';
import { modelGrid } from '../modelGrid.ts';
import { HIGHER_IS_BETTER } from './columns.ts';
import type { MachineScore } from './columns.ts';
import { formatScore } from './words.ts';

interface ScatterProps {
  readonly rows: readonly BoardRow[];
  readonly across: MachineScore;
  readonly onOpen: (modelId: string) => void;
}

interface Point {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly xLow: number;
  readonly xHigh: number;
  readonly y: number;
  readonly yLow: number;
  readonly yHigh: number;
  readonly src: string;
}

/** What machines say across, what people say upwards; each forger is a few of its samples. */
export function Scatter({ rows, across, onOpen }: ScatterProps) {
  const thumbnails = useThumbnails(rows.map((row) => row.model.id));
  const points = rows.flatMap((row): Point[] => {
    const score = row.model.scores?.[across];
    const src = thumbnails.get(row.model.id);
    if (!score || row.fooled === null || src === undefined) return [];
    const step = row.model.runId === null ? '' : `, ${formatCount(row.model.step)}`;
    return [
      {
        id: row.model.id,
        name: `${inWords(row.model.title)}${step}`,
        x: score.value,
        xLow: score.low,
        xHigh: score.high,
        y: row.fooled.value,
        yLow: row.fooled.low,
        yHigh: row.fooled.high,
        src,
      },
    ];
  });
  // Points change with every frame of a movement; the chart follows their content.
  const content = JSON.stringify(points);
  const draw = useCallback((plot: Plot, width: number) => drawScatter(plot, width, points, across), [content, across]);
  return (
    <div
      onClick={(event) => {
        const link = (event.target as Element).closest('[data-model], a');
        const id = link?.getAttribute('href')?.split('#')[1];
        if (id === undefined) return;
        event.preventDefault();
        onOpen(decodeURIComponent(id));
      }}
    >
      <Chart draw={draw} height={420} label={t('board.scatterLabel', { score: t(`board.${across}`) })} />
    </div>
  );
}

/** Ivory around a thumbnail, in pixels of its samples. */
const MARGIN = 4;
/** Width of a thumbnail of two usual samples with its ivory, CSS pixels. */
const THUMBNAIL = 65;

function drawScatter(plot: Plot, width: number, points: readonly Point[], across: MachineScore) {
  const top = Math.max(0.6, ...points.map((point) => point.yHigh));
  const log = across === 'frechet';
  const narrow = width < 560;
  return plot.plot({
    width,
    height: Math.max(440, Math.min(620, width * 0.56)),
    marginLeft: 58,
    marginRight: 44,
    marginTop: 44,
    marginBottom: 52,
    style: {
      background: 'transparent',
      color: '#cfc3ad',
      fontFamily: 'inherit',
      fontSize: '14px',
      overflow: 'visible',
    },
    x: {
      type: log ? 'log' : 'linear',
      label: `${t(`board.${across}`)} ${t(HIGHER_IS_BETTER[across] ? 'board.moreIsBetter' : 'board.lessIsBetter')}`,
      labelAnchor: 'center',
      labelArrow: false,
      nice: !log,
      insetLeft: 40,
      insetRight: 40,
      ticks: narrow ? 4 : 8,
      tickFormat: (value: number) =>
        log && !/^[125]/.test(String(value)) ? '' : formatScore(across, value).replace(/\.0+$/, ''),
    },
    y: {
      domain: [0, top],
      percent: false,
      label: t('board.fooledAxis'),
      labelArrow: false,
      tickFormat: (value: number) => formatScore('fooled', value),
      ticks: 6,
      insetBottom: 12,
    },
    marks: [
      plot.gridY({ stroke: '#f3ead8', strokeOpacity: 0.08 }),
      plot.ruleY([0.5], { stroke: '#c9a45c', strokeDasharray: '7 6', strokeWidth: 1.5 }),
      plot.text([t('board.cannotTell')], {
        y: [0.5],
        frameAnchor: 'right',
        textAnchor: 'end',
        dy: -10,
        fill: '#e6c98b',
        fontSize: 14,
      }),
      plot.ruleX(points, { x: 'x', y1: 'yLow', y2: 'yHigh', stroke: '#f3ead8', strokeWidth: 2 }),
      plot.ruleY(points, { y: 'y', x1: 'xLow', x2: 'xHigh', stroke: '#f3ead8', strokeWidth: 2 }),
      plot.image(points, {
        x: 'x',
        y: 'y',
        src: 'src',
        width: narrow ? Math.ceil(THUMBNAIL / 2) : THUMBNAIL,
        imageRendering: 'pixelated',
        href: (point: Point) => `#${encodeURIComponent(point.id)}`,
        title: 'name',
      }),
      plot.text(points, {
        x: 'x',
        y: 'y',
        text: 'name',
        dy: narrow ? -20 : -36,
        fill: '#f3ead8',
        stroke: '#14110f',
        strokeWidth: 4,
        fontSize: narrow ? 11 : 14,
        lineWidth: narrow ? 8 : 20,
        lineAnchor: 'bottom',
        fontWeight: 600,
      }),
    ],
  });
}

/** Four samples of each model on ivory, as data URLs; those that cannot be read are left out. */
function useThumbnails(ids: readonly string[]): ReadonlyMap<string, string> {
  const [thumbnails, setThumbnails] = useState<ReadonlyMap<string, string>>(new Map());
  const wanted = ids.join('\n');
  useEffect(() => {
    let here = true;
    for (const id of ids) {
      if (thumbnails.has(id)) continue;
      gridImage(modelGrid(id)).then(
        (image) => {
          if (!here) return;
          const width = 2 * pitchOf(image.naturalWidth, MODEL_GRID.columns) - GAP;
          const height = 2 * pitchOf(image.naturalHeight, MODEL_GRID.rows) - GAP;
          const canvas = new OffscreenCanvas(width + 2 * MARGIN, height + 2 * MARGIN);
          const context = canvas.getContext('2d')!;
          context.fillStyle = '#f3ead8';
          context.fillRect(0, 0, canvas.width, canvas.height);
          context.drawImage(image, GAP, GAP, width, height, MARGIN, MARGIN, width, height);
          void canvas.convertToBlob().then((blob) => {
            const src = URL.createObjectURL(blob);
            if (here) setThumbnails((known) => new Map(known).set(id, src));
          });
        },
        () => undefined,
      );
    }
    return () => {
      here = false;
    };
  }, [wanted]);
  return thumbnails;
}
