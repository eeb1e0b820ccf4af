import type { Draws } from '../numeric/draws.ts';
import { designEffect } from '../reliability/design-effect.ts';
import { excessAgreement } from '../reliability/neighbours.ts';
import { fitCrossed } from '../skill/crossed.ts';
import { rocOf } from '../verdict/roc.ts';
import type { VerdictRow } from '../verdict/row.ts';
import { analyseVerdicts, type ModelReport, type VerdictOptions } from '../verdict/verdicts.ts';
import { coverageStudy, type Said } from './coverage.ts';
import { simulateVerdicts, type VerdictDesign } from './verdict-players.ts';

const REPLICATES = 400;

const MEASURES = {
  'error rate, mean of players': 'errorRate',
  'error rate, pooled': 'errorRatePooled',
  'error on fakes': 'errorFake',
  'error on reals': 'errorReal',
  "d', mean of players": 'dPrime',
  "d', pooled": 'dPrimePooled',
  criterion: 'criterion',
} as const satisfies Record<string, keyof ModelReport>;

function saidOf(rows: readonly VerdictRow[], model: string, options: VerdictOptions = {}): Record<string, Said | null> {
  const report = analyseVerdicts(rows, { replicates: REPLICATES, ...options }).find((each) => each.model === model)!;
  return Object.fromEntries(Object.entries(MEASURES).map(([name, key]) => [name, report[key]]));
}

const withoutRooms = (rows: readonly VerdictRow[]): VerdictRow[] => rows.map((row) => ({ ...row, room: undefined }));

const inOneRoom = (players: number): VerdictDesign => ({
  rooms: 1,
  players,
  models: { m: 0.6 },
  fakes: 50,
  reals: 50,
});

const COPYING: VerdictDesign = { rooms: 12, players: 6, models: { m: 0.6 }, fakes: 12, reals: 12, copying: 0.5 };
const FEW_ROOMS: VerdictDesign = { ...COPYING, rooms: 5, players: 8 };

/** The pooled error with an interval of as many judgments as are left after the design effect. */
function widened(rows: readonly VerdictRow[]): Record<string, Said> {
  const wrong = new Map<string, [number, number]>();
  for (const { participant, truth, response } of rows) {
    const [w, n] = wrong.get(participant) ?? [0, 0];
    wrong.set(participant, [w + (truth === response ? 0 : 1), n + 1]);
  }
  const units = [...wrong.values()];
  const share = units.reduce((sum, [w]) => sum + w, 0) / rows.length;
  const { effectiveN } = designEffect(
    units.map(([w]) => w),
    units.map(([, n]) => n),
  )!;
  const reach = (n: number): number => 1.96 * Math.sqrt((share * (1 - share)) / n);
  return {
    'error rate, pooled, after the design effect': {
      value: share,
      ci: [share - reach(effectiveN), share + reach(effectiveN)],
    },
    'error rate, pooled, judgments taken as independent': {
      value: share,
      ci: [share - reach(rows.length), share + reach(rows.length)],
    },
  };
}

const CROSSED: VerdictDesign = {
  rooms: 1,
  players: 24,
  models: { m: 0.8 },
  fakes: 24,
  reals: 24,
  bias: 0.4,
  skill: 0.4,
  picture: 0.5,
};

export const VERDICT_STUDIES = [
  coverageStudy({
    name: 'verdict 30',
    design: '30 players, 50 fakes and 50 reals each; players resampled',
    repetitions: { full: 6000, quick: 80 },
    once: (draws) => saidOf(simulateVerdicts(inOneRoom(30), draws), 'm'),
  }),
  coverageStudy({
    name: 'verdict 8',
    design: '8 players, 50 fakes and 50 reals each; players resampled',
    repetitions: { full: 6000, quick: 80 },
    once: (draws) => saidOf(simulateVerdicts(inOneRoom(8), draws), 'm'),
  }),
  coverageStudy({
    name: 'verdict shared reals',
    design: '24 players, 10 fakes of two models and 20 reals for both; players resampled',
    repetitions: { full: 6000, quick: 80 },
    once: (draws) =>
      saidOf(
        simulateVerdicts({ rooms: 1, players: 24, models: { m: 0.4, other: 1.5 }, fakes: 10, reals: 20 }, draws),
        'm',
      ),
  }),
  coverageStudy({
    name: 'copying, rooms',
    design: '12 rooms of 6 who copy half their answers; rooms resampled',
    repetitions: { full: 6000, quick: 60 },
    once: (draws) => saidOf(simulateVerdicts(COPYING, draws), 'm', { cluster: 'room' }),
  }),
  coverageStudy({
    name: 'copying, few rooms',
    design: '5 rooms of 8 who copy half their answers; rooms resampled',
    repetitions: { full: 6000, quick: 60 },
    once: (draws) => saidOf(simulateVerdicts(FEW_ROOMS, draws), 'm', { cluster: 'room' }),
  }),
  coverageStudy({
    name: 'copying, players',
    design: '12 rooms of 6 who copy half their answers; players resampled as if alone',
    repetitions: { full: 6000, quick: 60 },
    wanted: { 'error rate, mean of players': [0, 0.85] },
    once: (draws) => {
      const rows = withoutRooms(
        simulateVerdicts(COPYING, draws).map((row) => ({ ...row, participant: `${row.room} ${row.participant}` })),
      );
      const { 'error rate, mean of players': said } = saidOf(rows, 'm');
      return { 'error rate, mean of players': said! };
    },
  }),
  coverageStudy({
    name: 'roc',
    design: '24 players, 20 fakes and 20 reals each, four grades of confidence; players left out in turn',
    repetitions: { full: 6000, quick: 60 },
    once: (draws) => {
      const [roc] = rocOf(withoutRooms(simulateVerdicts({ ...inOneRoom(24), fakes: 20, reals: 20 }, draws)));
      return { 'area under the ROC': roc!.area };
    },
  }),
  coverageStudy({
    name: 'roc, rooms',
    design: '12 rooms of 6 who copy half their answers, four grades of confidence; rooms left out in turn',
    repetitions: { full: 6000, quick: 60 },
    once: (draws) => {
      const [roc] = rocOf(simulateVerdicts(COPYING, draws), 'room');
      return { 'area under the ROC': roc!.area };
    },
  }),
  coverageStudy({
    name: 'design effect',
    design: '60 players, 20 fakes and 20 reals each',
    repetitions: { full: 6000, quick: 60 },
    wanted: { 'error rate, pooled, judgments taken as independent': [0, 0.92] },
    once: (draws) => widened(simulateVerdicts({ ...inOneRoom(60), fakes: 20, reals: 20, bias: 0.6, skill: 1 }, draws)),
  }),
  coverageStudy({
    name: 'neighbours',
    design: '15 rooms of 5, the same 24 pictures; rooms left out in turn',
    repetitions: { full: 6000, quick: 40 },
    truth: { 'excess agreement, nobody copies': 0 },
    once: (draws) => ({
      'excess agreement, nobody copies': excess({ ...COPYING, rooms: 15, players: 5, copying: 0, picture: 0.5 }, draws),
      'excess agreement, a third is copied': excess(
        { ...COPYING, rooms: 15, players: 5, copying: 1 / 3, picture: 0.5 },
        draws,
      ),
    }),
  }),
  coverageStudy({
    name: 'crossed probit',
    design: '24 players by 24 fakes and 24 reals, players and pictures both random; posterior of 2,000 draws',
    repetitions: { full: 1000, quick: 5 },
    truth: {
      "d' of the crossed probit": CROSSED.models.m!,
      'spread of bias': CROSSED.bias!,
      'spread of skill': CROSSED.skill!,
      'spread of pictures': CROSSED.picture!,
    },
    once: (draws) => {
      const { models, spreads } = fitCrossed(simulateVerdicts(CROSSED, draws))!;
      return {
        "d' of the crossed probit": models[0]!,
        'spread of bias': spreads.bias,
        'spread of skill': spreads.skill,
        'spread of pictures': spreads.image,
      };
    },
  }),
];

function excess(design: VerdictDesign, draws: Draws): Said | null {
  const rows = simulateVerdicts(design, draws);
  return excessAgreement(
    rows.map(({ participant, room, image, response }) => ({
      participant,
      room,
      image: image!,
      fake: response === 'fake',
    })),
  );
}
