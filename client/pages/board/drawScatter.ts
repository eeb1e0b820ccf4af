import type { BoardRow } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import type { Plot } from '../../ui/Chart.tsx';
import { HIGHER_IS_BETTER } from './columns.ts';
import type { MachineScore } from './columns.ts';
import { SIDES, placeNames } from './labels.ts';
import type { Side } from './labels.ts';
import type { Thumbnail } from './useThumbnails.ts';
import { formatScore, modelName } from './words.ts';

export interface Point {
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

/** Colours of a plot: for the wall, and for paper. */
export interface Theme {
  readonly words: string;
  readonly strong: string;
  readonly ground: string;
  readonly grid: string;
  readonly line: string;
  readonly font: string;
}

export const WALL: Theme = {
  words: '#cfc3ad',
  strong: '#f3ead8',
  ground: '#14110f',
  grid: 'rgb(243 234 216 / 9%)',
  line: '#c9a45c',
  font: 'inherit',
};

export const PAPER: Theme = {
  words: '#333333',
  strong: '#111111',
  ground: '#ffffff',
  grid: '#e4e4e4',
  line: '#8a6c36',
  font: "Helvetica, Arial, 'Noto Sans KR', sans-serif",
};

/** The models that have both numbers and a thumbnail. */
export function pointsOf(
  rows: readonly BoardRow[],
  across: MachineScore,
  thumbnails: ReadonlyMap<string, Thumbnail>,
): readonly Point[] {
  return rows.flatMap((row): Point[] => {
    const score = row.model.scores?.values[across];
    const thumbnail = thumbnails.get(row.model.id);
    if (!score || row.fooled === null || thumbnail === undefined) return [];
    const { value: x, low: xLow, high: xHigh } = score;
    const { value: y, low: yLow, high: yHigh } = row.fooled;
    return [{ id: row.model.id, name: modelName(row), x, xLow, xHigh, y, yLow, yHigh, src: thumbnail.src }];
  });
}

/** Where names stand beside a mark. */
const ANCHOR: Readonly<
  Record<
    Side,
    { textAnchor: 'start' | 'middle' | 'end'; dx: number; dy: number; lineAnchor: 'top' | 'middle' | 'bottom' }
  >
> = {
  above: { textAnchor: 'middle', dx: 0, dy: -1, lineAnchor: 'bottom' },
  below: { textAnchor: 'middle', dx: 0, dy: 1, lineAnchor: 'top' },
  right: { textAnchor: 'start', dx: 1, dy: 0, lineAnchor: 'middle' },
  left: { textAnchor: 'end', dx: -1, dy: 0, lineAnchor: 'middle' },
};

/**
 * Machine score across, share fooled up, whiskers on both, a line at 50 %.
 * @param mark side of a thumbnail, CSS pixels
 */
export function drawScatter(
  plot: Plot,
  width: number,
  points: readonly Point[],
  across: MachineScore,
  mark: number,
  theme: Theme,
): SVGSVGElement {
  const narrow = width < 560;
  const height = narrow ? 460 : Math.max(460, Math.min(620, width * 0.5));
  const fontSize = narrow ? 11 : 14;
  const lowest = Math.min(...points.map(({ x, xLow }) => (xLow > 0 ? xLow : x)));
  const log = (across === 'frechet' || across === 'frechetInfinity') && lowest > 0;
  const whiskers = points.map((point) => ({ ...point, xLow: log ? Math.max(point.xLow, lowest / 2) : point.xLow }));
  const top = Math.max(0.6, ...points.map((point) => point.yHigh));
  const draw = (sides: readonly Side[]): SVGSVGElement & { scale(name: string): { apply(x: number): number } } =>
    plot.plot({
      width,
      height,
      marginLeft: narrow ? 46 : 62,
      marginRight: narrow ? 14 : 44,
      marginTop: 40,
      marginBottom: 52,
      style: {
        background: theme.ground === '#ffffff' ? '#ffffff' : 'transparent',
        color: theme.words,
        fontFamily: theme.font,
        fontSize: `${fontSize}px`,
        overflow: 'visible',
      },
      x: {
        type: log ? 'log' : 'linear',
        label: `${t(`board.${across}`)} ${t(HIGHER_IS_BETTER[across] ? 'board.moreIsBetter' : 'board.lessIsBetter')}`,
        labelAnchor: 'center',
        labelArrow: false,
        labelOffset: 46,
        nice: !log,
        insetLeft: mark,
        insetRight: mark,
        ticks: narrow ? 4 : 8,
        tickFormat: (value: number) =>
          log && !/^0*\.?0*[125]/.test(String(value))
            ? ''
            : formatScore(across, value)
                .replace(/(\.\d*?)0+$/, '$1')
                .replace(/\.$/, ''),
      },
      y: {
        domain: [0, top],
        label: t('board.fooledAxis'),
        labelArrow: false,
        tickFormat: (value: number) => formatScore('fooled', value),
        ticks: 6,
        insetBottom: mark / 2 + fontSize + 6,
      },
      marks: [
        plot.gridY({ stroke: theme.grid, strokeOpacity: 1 }),
        plot.ruleY([0.5], { stroke: theme.line, strokeDasharray: '7 6', strokeWidth: 1.5 }),
        plot.text([t('board.cannotTell')], {
          y: [0.5],
          frameAnchor: 'right',
          textAnchor: 'end',
          dy: -10,
          fill: theme.line,
          fontSize,
        }),
        plot.ruleX(whiskers, { x: 'x', y1: 'yLow', y2: 'yHigh', stroke: theme.strong, strokeWidth: 1.5 }),
        plot.ruleY(whiskers, { y: 'y', x1: 'xLow', x2: 'xHigh', stroke: theme.strong, strokeWidth: 1.5 }),
        plot.image(points, {
          x: 'x',
          y: 'y',
          src: 'src',
          width: mark,
          imageRendering: 'pixelated',
          href: (point: Point) => `#${encodeURIComponent(point.id)}`,
          title: 'name',
        }),
        ...SIDES.flatMap((side) => {
          const here = points.filter((_, i) => sides[i] === side);
          const { dx, dy, ...anchor } = ANCHOR[side];
          const reach = mark / 2 + 4;
          return here.length === 0
            ? []
            : [
                plot.text(here, {
                  x: 'x',
                  y: 'y',
                  text: 'name',
                  dx: dx * reach,
                  dy: dy * reach,
                  ...anchor,
                  fill: theme.strong,
                  stroke: theme.ground,
                  strokeWidth: 4,
                  fontSize,
                  fontWeight: 600,
                }),
              ];
        }),
      ],
    }) as SVGSVGElement & { scale(name: string): { apply(x: number): number } };
  const bare = draw([]);
  const [x, y] = [bare.scale('x'), bare.scale('y')];
  const placed = points.map((point) => ({ x: x.apply(point.x), y: y.apply(point.y), name: point.name }));
  return draw(placeNames(placed, { width, height: height - 40, mark, fontSize }));
}
