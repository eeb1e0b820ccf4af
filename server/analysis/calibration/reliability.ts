import type { Draws } from '../numeric/draws.ts';
import { normalCdf } from '../numeric/normal.ts';
import { intraclass, intraclassOf } from '../reliability/icc.ts';
import type { ImageJudgment } from '../reliability/judgments.ts';
import { splitHalf } from '../reliability/split-half.ts';
import { fitRasch, type RaschRow } from '../skill/rasch.ts';
import { AT_LEAST } from './claim.ts';
import { coverageStudy, type Said } from './coverage.ts';

/** Ratings of targets (variance 1) by raters of their own or the same ones (`level`), with noise. */
function simulateRatings(n: number, k: number, level: number, noise: number, { normal }: Draws): Float64Array {
  const raters = Array.from({ length: k }, () => level * normal());
  return Float64Array.from(
    Array.from({ length: n }, () => {
      const target = normal();
      return raters.map((rater) => target + rater + noise * normal());
    }).flat(),
  );
}

/** @param apart how much more fake every other picture looks */
function simulatePictures(players: number, images: number, { normal, chance }: Draws, apart = 0): ImageJudgment[] {
  const looks = Array.from({ length: images }, (_, i) => 0.7 * normal() + (i % 2 ? apart / 2 : -apart / 2));
  return Array.from({ length: players }, (_, p) => {
    const bias = 0.3 * normal();
    return looks.map((look, i) => ({ participant: `p${p}`, image: `${i}`, fake: chance(normalCdf(look + bias)) }));
  }).flat();
}

/** ICCs of who called which picture a fake, 1 or 0. */
function iccOf(judgments: readonly ImageJudgment[]): Record<string, Said | null> {
  const icc = intraclassOf(
    judgments.map(({ participant, image, fake }) => ({ rater: participant, target: image, value: Number(fake) })),
  )!;
  return {
    'ICC(1)': { value: icc.oneWay, ci: icc.intervals.oneWay },
    'ICC(2)': { value: icc.twoWayRandom, ci: icc.intervals.twoWayRandom },
    'ICC(3)': { value: icc.twoWayMixed, ci: icc.intervals.twoWayMixed },
  };
}

const EASINESS = [-1.5, -0.8, -0.3, 0, 0.4, 0.9, 1.6, 2.2];

function simulateAnswers(persons: number, spread: number, { normal, chance }: Draws): RaschRow[] {
  return Array.from({ length: persons }, (_, p) => {
    const skill = spread * normal();
    return EASINESS.map((easiness, i) => ({
      person: `${p}`,
      item: `${i}`,
      correct: chance(1 / (1 + Math.exp(-easiness - skill))),
    }));
  }).flat();
}

const wald = (value: number, se: number | null) => ({
  value,
  ci: se === null ? null : ([value - 1.96 * se, value + 1.96 * se] as const),
});

export const RELIABILITY_STUDIES = [
  coverageStudy({
    name: 'icc',
    design: '20 targets by 5 raters, normal ratings; F intervals',
    repetitions: { full: 6000, quick: 100 },
    truth: { 'ICC(1)': 1 / 1.8, 'ICC(2)': 1 / 1.8, 'ICC(3)': 1 / 1.5 },
    once: (draws) => {
      const own = intraclass(simulateRatings(20, 5, 0, Math.sqrt(0.8), draws), 20, 5);
      const same = intraclass(simulateRatings(20, 5, Math.sqrt(0.3), Math.sqrt(0.5), draws), 20, 5);
      return {
        'ICC(1)': { value: own.oneWay, ci: own.intervals.oneWay },
        'ICC(2)': { value: same.twoWayRandom, ci: same.intervals.twoWayRandom },
        'ICC(3)': { value: same.twoWayMixed, ci: same.intervals.twoWayMixed },
      };
    },
  }),
  coverageStudy({
    name: 'icc, judgments',
    design: '30 players by 60 pictures, fake or not; F intervals',
    repetitions: { full: 6000, quick: 60 },
    once: (draws) => iccOf(simulatePictures(30, 60, draws)),
  }),
  coverageStudy({
    name: 'icc, two kinds',
    design:
      "30 players by 60 pictures of two kinds that are told apart at d' 1.5; F intervals, which are too wide there",
    repetitions: { full: 6000, quick: 60 },
    wanted: { 'ICC(1)': AT_LEAST, 'ICC(2)': AT_LEAST, 'ICC(3)': AT_LEAST },
    once: (draws) => iccOf(simulatePictures(30, 60, draws, 1.5)),
  }),
  coverageStudy({
    name: 'split half',
    design: '30 players by 60 pictures, 100 splits; pictures left out in turn',
    repetitions: { full: 4000, quick: 15 },
    once: (draws) => {
      const halves = splitHalf(simulatePictures(30, 60, draws), 100)!;
      return { 'split-half reliability': { value: halves.reliability, ci: halves.ci } };
    },
  }),
  coverageStudy({
    name: 'rasch',
    design: '400 persons by 8 items; observed information',
    repetitions: { full: 2000, quick: 6 },
    truth: { 'easiness of the hardest': -1.5, 'easiness of a middling item': 0.4, discrimination: 1.1 },
    once: (draws) => {
      const { items, discrimination, discriminationSe } = fitRasch(simulateAnswers(400, 1.1, draws));
      return {
        'easiness of the hardest': wald(items[0]!.easiness!, items[0]!.se),
        'easiness of a middling item': wald(items[4]!.easiness!, items[4]!.se),
        discrimination: wald(discrimination, discriminationSe),
      };
    },
  }),
];
