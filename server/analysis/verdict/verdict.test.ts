import { describe, expect, it } from 'vitest';
import { integersFrom } from '../numeric/chance.ts';
import { analyseVerdicts, detect, dPrimeOfDuel, probit, type ModelReport, type VerdictRow } from '../index.ts';
import { estimateFrom, studentT975 } from '../intervals/estimate.ts';

/** Uniform draws in [0, 1). */
const uniformsFrom = (seed: number): (() => number) => {
  const int = integersFrom(seed);
  return () => (int(1 << 30) + 0.5) / (1 << 30);
};

describe('the normal quantile', () => {
  it('agrees with scipy.stats.norm.ppf to 1e-14, in the middle and in both tails', () => {
    const published: [number, number][] = [
      [1e-300, -37.0470962993612],
      [1e-20, -9.262340089798409],
      [1e-10, -6.361340902404056],
      [1e-5, -4.264890793922825],
      [0.001, -3.090232306167813],
      [0.075, -1.4395314709384563],
      [0.0750001, -1.4395307645017301],
      [0.3, -0.5244005127080407],
      [0.5, 0],
      [0.7, 0.5244005127080407],
      [0.99, 2.3263478740408408],
      [0.9999999, 5.199337582290661],
    ];
    for (const [p, z] of published) expect(Math.abs(probit(p) - z) / Math.max(1, Math.abs(z))).toBeLessThan(1e-14);
    expect([probit(0), probit(1), probit(-1)]).toEqual([-Infinity, Infinity, NaN]);
  });

  it('and Student t give an interval for few units as wide as theirs', () => {
    const published = [
      12.706204736432095, 2.5705818366147395, 2.200985160082949, 2.131449545559323, 2.0422724563012373,
    ];
    [1, 5, 11, 15, 30].forEach((df, i) => expect(Math.abs(studentT975(df) - published[i]!)).toBeLessThan(1e-9));
    const { se, ci } = estimateFrom(0.5, Float64Array.of(0.4, 0.5, 0.6), 6, [0, 1]);
    expect(se!).toBeCloseTo(0.1 * Math.sqrt(6 / 5), 12);
    expect(ci![1]).toBeCloseTo(0.5 + 2.5705818366147395 * se!, 9);
  });
});

describe('signal detection', () => {
  it("gives d' = 1.7713 and c = -0.2112 for 9 of 10 hits and 2 of 9 false alarms", () => {
    const { dPrime, criterion } = detect({ hits: 9, fakes: 10, falseAlarms: 2, reals: 9 });
    expect(dPrime).toBeCloseTo(1.7713, 4);
    expect(criterion).toBeCloseTo(-0.2112, 4);
  });

  it('is finite for perfect, hopeless and absent trials, and turns its sign with the answers', () => {
    expect(detect({ hits: 0, fakes: 0, falseAlarms: 0, reals: 0 }).dPrime).toBe(0);
    const best = detect({ hits: 5, fakes: 5, falseAlarms: 0, reals: 5 });
    const worst = detect({ hits: 0, fakes: 5, falseAlarms: 5, reals: 5 });
    expect(Number.isFinite(best.dPrime)).toBe(true);
    expect(worst.dPrime).toBeCloseTo(-best.dPrime, 12);
    expect(() => detect({ hits: 3, fakes: 2, falseAlarms: 0, reals: 1 })).toThrow(RangeError);
    expect(dPrimeOfDuel(0.5)).toBe(0);
    expect(dPrimeOfDuel(0.9213504)).toBeCloseTo(2, 5);
  });
});

const row = (participant: string, model: string | null, response: 'real' | 'fake', room?: string): VerdictRow => ({
  participant,
  room,
  model,
  truth: model === null ? 'real' : 'fake',
  response,
});

describe('the report of a model', () => {
  /** Ann: 1 of 2 fakes of `m` missed, 1 of 4 reals called fake. Bob: 0 of 1 and 1 of 2. Cid saw no `m`. */
  const rows = [
    row('ann', 'm', 'real'),
    row('ann', 'm', 'fake'),
    row('ann', null, 'fake'),
    row('ann', null, 'real'),
    row('ann', null, 'real'),
    row('ann', null, 'real'),
    row('bob', 'm', 'fake'),
    row('bob', null, 'fake'),
    row('bob', null, 'real'),
    row('bob', 'other', 'real'),
    row('cid', 'other', 'real'),
    row('cid', null, 'fake'),
  ];

  it('counts its own fakes and the reals that the same players saw', () => {
    const [m, other] = analyseVerdicts(rows) as [ModelReport, ModelReport];
    expect(m).toMatchObject({ model: 'm', participants: 2, fakes: 3, reals: 6, n: 9, rooms: 1, resampled: 'players' });
    expect(other).toMatchObject({ model: 'other', participants: 2, fakes: 2, reals: 3 });
    expect(m.errorFake!.value).toBeCloseTo((0.5 + 0) / 2, 12);
    expect(m.errorReal!.value).toBeCloseTo((0.25 + 0.5) / 2, 12);
    expect(m.errorRate!.value).toBeCloseTo((0.25 + 0.375) / 2, 12);
    expect(m.errorRatePooled!.value).toBeCloseTo((1 / 3 + 2 / 6) / 2, 12);
    const ann = detect({ hits: 1, fakes: 2, falseAlarms: 1, reals: 4 });
    const bob = detect({ hits: 1, fakes: 1, falseAlarms: 1, reals: 2 });
    expect(m.dPrime!.value).toBeCloseTo((ann.dPrime + bob.dPrime) / 2, 12);
    expect(m.criterion!.value).toBeCloseTo((ann.criterion + bob.criterion) / 2, 12);
    expect(m.dPrimePooled!.value).toBeCloseTo(detect({ hits: 2, fakes: 3, falseAlarms: 2, reals: 6 }).dPrime, 12);
  });

  it('is the same whatever the order of the rows, and repeats with its seed', () => {
    const report = analyseVerdicts(rows, { seed: 5 });
    expect(analyseVerdicts([...rows].reverse(), { seed: 5 })).toEqual(report);
    expect(analyseVerdicts(rows, { seed: 6 })).not.toEqual(report);
  });

  it('of one participant has values and no interval', () => {
    const [only] = analyseVerdicts(rows.filter(({ participant }) => participant === 'ann')) as [ModelReport];
    expect(only.resampled).toBe('none');
    expect(only.errorFake).toEqual({ value: 0.5, se: null, ci: null });
    expect(only.dPrime!.ci).toBeNull();
  });

  it('without reals has the error on fakes alone; without fakes there is none', () => {
    const [m] = analyseVerdicts(rows.filter(({ truth }) => truth === 'fake')) as [ModelReport];
    expect(m.errorFake!.value).toBe(0.25);
    expect([m.errorReal, m.errorRate, m.errorRatePooled, m.dPrime, m.dPrimePooled, m.criterion]).toEqual(
      new Array(6).fill(null),
    );
    expect(analyseVerdicts(rows.filter(({ truth }) => truth === 'real'))).toEqual([]);
    expect(analyseVerdicts([])).toEqual([]);
  });

  it('of players who all fell for everything does not claim to be certain', () => {
    const all = Array.from({ length: 8 }, (_, i) => row(`p${i}`, 'm', 'real'));
    const [m] = analyseVerdicts(all) as [ModelReport];
    expect(m.errorFake!.value).toBe(1);
    expect(m.errorFake!.ci![0]).toBeCloseTo(0.025 ** (1 / 8), 12);
    expect(m.errorFake!.ci![1]).toBe(1);
  });

  it('knows a person who plays in two rooms as one, and says what it resampled', () => {
    const two = [...rows, ...rows.map((old) => ({ ...old, room: 'second' }))];
    const [m] = analyseVerdicts(two) as [ModelReport];
    expect(m).toMatchObject({ participants: 2, rooms: 2, fakes: 6, resampled: 'rooms and players' });
  });
});

interface Design {
  readonly rooms: number;
  readonly players: number;
  readonly roomSpread: number;
  readonly playerSpread: number;
}

/** Players with their own bias and skill judge the same 8 fakes of two models and 12 reals; rooms drift together. */
function simulate({ rooms, players, roomSpread, playerSpread }: Design, uniform: () => number): VerdictRow[] {
  const normal = (): number => probit(uniform());
  const rows: VerdictRow[] = [];
  for (let r = 0; r < rooms; r++) {
    const drift = roomSpread * normal();
    for (let p = 0; p < players; p++) {
      const bias = drift + playerSpread * normal();
      const skill = 0.8 + 0.5 * playerSpread * normal();
      const judge = (model: string | null, ease: number): void => {
        rows.push(row(`p${p}`, model, normal() < bias + ease ? 'fake' : 'real', `room ${r}`));
      };
      for (let i = 0; i < 8; i++) judge('good', skill / 4);
      for (let i = 0; i < 8; i++) judge('bad', skill);
      for (let i = 0; i < 12; i++) judge(null, -skill / 2);
    }
  }
  return rows;
}

describe('95 % intervals over simulated players', () => {
  const designs: [string, Design, number, number][] = [
    ['24 players in a room', { rooms: 1, players: 24, roomSpread: 0, playerSpread: 0.6 }, 0.9, 0.99],
    ['5 players in a room', { rooms: 1, players: 5, roomSpread: 0, playerSpread: 0.6 }, 0.9, 1],
    ['12 rooms of 6 that drift apart', { rooms: 12, players: 6, roomSpread: 0.5, playerSpread: 0.4 }, 0.89, 0.99],
    ['3 rooms of 10 that do not', { rooms: 3, players: 10, roomSpread: 0, playerSpread: 0.6 }, 0.93, 1],
  ];
  for (const [what, design, least, most] of designs) {
    it(`cover in about 95 % of repetitions: ${what}`, () => {
      const repetitions = 200;
      const uniform = uniformsFrom(what.length);
      const reports = Array.from({ length: repetitions }, (_, seed) =>
        analyseVerdicts(simulate(design, uniform), { replicates: 150, seed }),
      );
      const measures = [
        'errorFake',
        'errorReal',
        'errorRate',
        'errorRatePooled',
        'dPrime',
        'dPrimePooled',
        'criterion',
      ] as const;
      // The expectation of each measure at this design, from four times as many repetitions.
      const more = Array.from({ length: 3 * repetitions }, () =>
        analyseVerdicts(simulate(design, uniform), { replicates: 0 }),
      );
      for (const [which] of ['bad', 'good'].entries()) {
        for (const measure of measures) {
          const all = [...reports, ...more].map((report) => report[which]![measure]!.value);
          const expected = all.reduce((a, b) => a + b, 0) / all.length;
          const covered = reports.filter((report) => {
            const [low, high] = report[which]![measure]!.ci!;
            return low <= expected && expected <= high;
          }).length;
          expect({ measure, share: covered / repetitions }).toSatisfy(
            ({ share }: { share: number }) => share >= least && share <= most,
          );
        }
      }
    });
  }
});

it('analyses 200,000 judgments of 8 models in about a second', () => {
  const uniform = uniformsFrom(1);
  const rows: VerdictRow[] = [];
  for (let i = 0; i < 200_000; i++) {
    const model = i % 2 === 0 ? null : `model ${i % 16}`;
    rows.push(row(`p${Math.floor(i / 40)}`, model, uniform() < 0.5 ? 'fake' : 'real', `room ${Math.floor(i / 1000)}`));
  }
  const start = process.cpuUsage();
  const reports = analyseVerdicts(rows);
  const seconds = process.cpuUsage(start).user / 1e6;
  expect(reports).toHaveLength(8);
  expect(seconds).toBeLessThan(2.5); // 0.6 s measured on an idle core; processor time, not the clock
});
