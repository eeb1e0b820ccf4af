import { varietyResponse, type VarietyResponse } from '../../../shared/domain/judgment.ts';
import { surePoints } from '../../../shared/domain/scoring.ts';
import type { DealtVariety } from '../../game/picture.ts';
import type { Mode } from '../mode.ts';
import { ruleName, speedBonus } from '../speed.ts';
import { generatorName, sourceName } from '../walls.ts';
import { dealVariety } from './deal.ts';

const moreOf = ({ spread: [left, right] }: DealtVariety): 'left' | 'right' => (right > left ? 'right' : 'left');
const sideOf = (pRight: number): 'left' | 'right' => (pRight > 0.5 ? 'right' : 'left');

/** Two walls of two sources: which is more varied? Points go by how far apart the pictures of each wall are. */
export const mode: Mode<VarietyResponse, DealtVariety> = {
  name: 'variety',
  response: varietyResponse,
  fits: (_, lot) => lot.kind === 'variety',
  deal: dealVariety,
  scoringRule: (settings) => ruleName(settings, 'quadratic-spread'),
  score({ pRight }, lot, timing, settings) {
    const right = sideOf(pRight) === moreOf(lot);
    const sure = Math.max(pRight, 1 - pRight);
    return { right, points: surePoints(sure, right) + speedBonus(right, timing, settings) };
  },
  testimony: ({ pRight }, { left, right }) => [
    { source: left, said: sideOf(pRight) === 'left' },
    { source: right, said: sideOf(pRight) === 'right' },
  ],
  outcome(lot) {
    const { left, right, spread } = lot;
    return { mode: 'variety', left, right, spread, more: moreOf(lot) };
  },
  sureness: ({ pRight }) => Math.max(pRight, 1 - pRight),
  stop: ({ pRight }) => pRight,
  record({ pRight }, lot) {
    const { left, right, layout, pictures, spread } = lot;
    const detail = {
      left: sourceName(left),
      right: sourceName(right),
      winner: sideOf(pRight),
      pRight,
      leftGenerator: generatorName(left),
      rightGenerator: generatorName(right),
      size: layout.count,
      class: left.label,
      leftSpread: spread[0],
      rightSpread: spread[1],
      leftPictures: pictures.slice(0, layout.count).join(' '),
      rightPictures: pictures.slice(layout.count).join(' '),
    };
    return { pictureId: null, truth: null, response: null, pFake: null, detail };
  },
  columns: [
    { name: 'left', meaning: "model id of what made the left wall, or 'real'" },
    { name: 'right', meaning: "model id of what made the right wall, or 'real'" },
    { name: 'winner', meaning: "the wall judged the more varied: 'left' or 'right'" },
    { name: 'pRight', meaning: 'probability that the player gives to the right wall being the more varied' },
    { name: 'leftGenerator', meaning: 'generator of the left wall; empty for reals' },
    { name: 'rightGenerator', meaning: 'generator of the right wall; empty for reals' },
    { name: 'size', meaning: 'pictures of each wall' },
    { name: 'class', meaning: 'the class that both walls show; empty for all classes' },
    {
      name: 'leftSpread',
      meaning: 'mean distance between two pictures of the left wall, each reduced to 7 x 7, grey levels of 0 to 255',
    },
    { name: 'rightSpread', meaning: 'the same of the right wall; the larger is right for points' },
    { name: 'leftPictures', meaning: 'gallery ids of the left wall in the order of hanging, a blank between' },
    { name: 'rightPictures', meaning: 'the same of the right wall' },
  ],
};
