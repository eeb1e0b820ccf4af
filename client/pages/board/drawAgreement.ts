import type { AgreementInfo, RankedMeasure } from '../../../shared/protocol/board.ts';
import { t } from '../../i18n/index.ts';
import type { Plot } from '../../ui/Chart.tsx';
import type { MachineScore } from './columns.ts';
import { PAPER } from './drawScatter.ts';
import { textWidth } from './labels.ts';
import { formatTau } from './tables.ts';

const ROW = 26;
const FONT = 13;

/** Rank agreement for paper: a panel for each measure of people, a row for each score, tau with its whisker. */
export function drawAgreement(
  plot: Plot,
  width: number,
  agreement: readonly AgreementInfo[],
  scores: readonly MachineScore[],
  measures: readonly RankedMeasure[],
): SVGSVGElement {
  const named = agreement.map((each) => ({
    ...each,
    name: t(`board.${each.score}`),
    panel: t(`board.${each.people}`),
    from: each.low ?? each.tau,
    to: each.high ?? each.tau,
  }));
  const names = scores.map((score) => t(`board.${score}`));
  return plot.plot({
    width,
    height: scores.length * ROW + 84,
    marginLeft: Math.max(...names.map((name) => textWidth(name, FONT))) + 16,
    marginRight: 20,
    marginTop: 36,
    marginBottom: 42,
    style: { background: PAPER.ground, color: PAPER.words, fontFamily: PAPER.font, fontSize: `${FONT}px` },
    fx: { domain: measures.map((measure) => t(`board.${measure}`)), label: null, padding: 0.12 },
    x: {
      domain: [-1, 1],
      ticks: [-1, -0.5, 0, 0.5, 1],
      tickFormat: (tau: number) => String(tau).replace('-', '\u2212'),
      label: t('board.tau'),
      labelAnchor: 'center',
      labelArrow: false,
      labelOffset: 36,
    },
    y: { type: 'point', domain: names, label: null, padding: 0.6 },
    marks: [
      plot.gridX({ stroke: PAPER.grid, strokeOpacity: 1 }),
      plot.ruleX([0], { stroke: PAPER.line, strokeDasharray: '4 4' }),
      plot.axisFx({ anchor: 'top', fontSize: FONT, fontWeight: 600 }),
      plot.ruleY(named, { fx: 'panel', y: 'name', x1: 'from', x2: 'to', stroke: PAPER.strong, strokeWidth: 1.5 }),
      plot.dot(named, {
        fx: 'panel',
        y: 'name',
        x: 'tau',
        fill: PAPER.strong,
        r: 4,
        title: (each: AgreementInfo) => `${formatTau(each).value} ${formatTau(each).interval}`,
      }),
    ],
  }) as SVGSVGElement;
}
