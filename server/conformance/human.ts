import {
  analyseDuels,
  analyseTwins,
  birthdaySize,
  countLabels,
  detect,
  fitRasch,
  intraclass,
  krippendorffAlpha,
  planPlayers,
  type DuelRow,
  type Icc,
  type Level,
} from '../analysis/index.ts';
import { OBSERVERS } from '../analysis/label/observers.ts';
import { SHROUT_FLEISS } from '../analysis/reliability/shrout-fleiss.ts';
import { lsat6Rows } from '../analysis/skill/lsat6.ts';
import type { ConformanceRow } from './row.ts';

/** Wins of the row's letter against the column's. */
const WINS = [
  [0, 2, 0, 1],
  [3, 0, 5, 0],
  [0, 3, 0, 1],
  [4, 0, 3, 0],
];

const duels = WINS.flatMap((row, i) =>
  row.flatMap((n, j) => new Array<DuelRow>(n).fill({ left: 'ABCD'[i]!, right: 'ABCD'[j]!, winner: 'left' })),
);

function strength(model: string, published: string): ConformanceRow {
  return {
    name: `Bradley-Terry strength of ${model} in the 4 x 4 table of wins, geometric mean 1`,
    source: 'Bradley-Terry model, worked example (Wikipedia)',
    published,
    compute: () => analyseDuels(duels).models.find((each) => each.model === model)!.strength,
  };
}

function alpha(level: Level, published: string): ConformanceRow {
  return {
    name: `Krippendorff's alpha, ${level}, four observers and twelve units`,
    source: "Krippendorff 2011, Computing Krippendorff's alpha-reliability",
    published,
    compute() {
      const { counts, labels } = countLabels(OBSERVERS);
      return krippendorffAlpha(counts, labels.map(Number), level);
    },
  };
}

function icc(name: string, key: Exclude<keyof Icc, 'intervals'>, published: string): ConformanceRow {
  return {
    name: `${name} of six targets by four judges`,
    source: 'Shrout & Fleiss 1979, table 2, to three digits',
    published,
    compute: () => intraclass(SHROUT_FLEISS, 6, 4)[key],
  };
}

/** Difficulties as ltm prints them: - easiness / discrimination. */
function difficulty(item: number, published: string): ConformanceRow {
  return {
    name: `Rasch difficulty of item ${item + 1} of LSAT6`,
    source: 'ltm: rasch(LSAT) (Rizopoulos 2006)',
    published,
    compute: () => fitRasch(lsat6Rows()).items[item]!.difficulty!,
  };
}

const detection = detect({ hits: 9, fakes: 10, falseAlarms: 2, reals: 9 });

export const rows: ConformanceRow[] = [
  {
    name: "d' of 9 of 10 hits and 2 of 9 false alarms, log-linear",
    source: 'log-linear correction (Hautus 1995)',
    published: '1.7713',
    compute: () => detection.dPrime,
  },
  {
    name: 'criterion of the same',
    source: 'log-linear correction (Hautus 1995)',
    published: '-0.2112',
    compute: () => detection.criterion,
  },
  strength('A', '0.640'),
  strength('B', '1.043'),
  strength('C', '0.660'),
  strength('D', '2.270'),
  {
    name: 'marginal log-likelihood of the Rasch model, LSAT6 (1000 x 5)',
    source: 'ltm: rasch(LSAT); data of Bock & Lieberman 1970',
    published: '-2466.938',
    compute: () => fitRasch(lsat6Rows()).logLikelihood,
  },
  {
    name: 'common discrimination of the Rasch model, LSAT6',
    source: 'ltm: rasch(LSAT) (Rizopoulos 2006)',
    published: '0.7551',
    compute: () => fitRasch(lsat6Rows()).discrimination,
  },
  difficulty(0, '-3.6153'),
  difficulty(1, '-1.3224'),
  difficulty(2, '-0.3176'),
  difficulty(3, '-1.7301'),
  difficulty(4, '-2.7802'),
  alpha('nominal', '.743'),
  alpha('ordinal', '.815'),
  alpha('interval', '.849'),
  icc('ICC(1,1)', 'oneWay', '.166'),
  icc('ICC(2,1)', 'twoWayRandom', '.290'),
  icc('ICC(3,1)', 'twoWayMixed', '.715'),
  icc('ICC(1,4)', 'oneWayMean', '.443'),
  icc('ICC(2,4)', 'twoWayRandomMean', '.620'),
  icc('ICC(3,4)', 'twoWayMixedMean', '.909'),
  {
    name: 'players a model for 5 points at a spread of .076, 80 % power',
    source: '15.7 sigma^2 / delta^2, public study of 1,036 people',
    published: '36',
    compute: () => planPlayers(0.076, 0.05).formula,
  },
  {
    name: 'players a model for 10 points at a spread of .076, 80 % power',
    source: '15.7 sigma^2 / delta^2, public study of 1,036 people',
    published: '9',
    compute: () => planPlayers(0.076, 0.1).formula,
  },
  {
    name: 'factor of sigma^2 / delta^2 in the number of players',
    source: 'two groups, alpha .05, power .8',
    published: '15.7',
    compute: () => planPlayers(1, 1).formula,
  },
  {
    name: 'pictures of which a wall of 23 has a pair half of the time',
    source: 'birthday paradox, as in Arora & Zhang 2017',
    published: '365',
    compute: () => birthdaySize(23, 0.5)!,
  },
  {
    name: 'lower end of the exact Poisson interval of 3 pairs, as comparisons / N',
    source: 'Garwood 1936',
    published: '8.767',
    compute() {
      const wall = { participant: 'p', model: 'm', size: 20, pairs: 3, planted: 0, plantedFound: 0 };
      const [m] = analyseTwins([wall]).models;
      return m!.comparisons / m!.ci[0];
    },
  },
];
