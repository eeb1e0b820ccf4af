import { analyseTwins, type TwinRow } from '../diversity/twins.ts';
import { analyseFlash, type FlashRow } from '../flash/hype-time.ts';
import type { Draws } from '../numeric/draws.ts';
import { normalCdf } from '../numeric/normal.ts';
import { AT_LEAST } from './claim.ts';
import { coverageStudy } from './coverage.ts';

/**
 * Walls of 20 of a source with as many different pictures as `nEff`, real walls, and planted twins. Reported pairs are twins that
 * were spotted and false alarms.
 */
function simulateWalls(
  {
    players,
    walls,
    nEff,
    spotting,
    alarms,
  }: { players: number; walls: number; nEff: number; spotting: number; alarms: number },
  { poisson, chance }: Draws,
): TwinRow[] {
  const comparisons = 190;
  const pairsOf = (twinRate: number): number => poisson(comparisons * (twinRate * (spotting - alarms) + alarms));
  return Array.from({ length: players }, (_, p) =>
    Array.from({ length: walls }, (_, w): TwinRow => {
      const real = w % 3 === 2;
      const planted = w % 3 === 1 ? 2 : 0;
      return {
        participant: `p${p}`,
        model: real ? null : 'm',
        size: 20,
        pairs: pairsOf(real ? 0 : 1 / nEff),
        planted,
        plantedFound: [0, 1].filter((i) => i < planted && chance(spotting)).length,
      };
    }),
  ).flat();
}

/** As played: walls of 12, one pair reported a wall at most; of ten, three hide planted twins and three are real. */
function simulatePlay(
  { players, nEff, spotting, alarms }: { players: number; nEff: number; spotting: number; alarms: number },
  { poisson, chance }: Draws,
): TwinRow[] {
  const comparisons = 66;
  return Array.from({ length: players }, (_, p) =>
    Array.from({ length: 10 }, (_, w): TwinRow => {
      const base = { participant: `p${p}`, size: 12, planted: 0, plantedFound: 0 };
      const alarmed = chance(alarms);
      if (w < 3)
        return { ...base, model: null, pairs: 0, planted: 1, plantedFound: Number(chance(spotting)), comparisons: 0 };
      if (w < 6) return { ...base, model: null, pairs: Number(alarmed) };
      const spotted = Array.from({ length: poisson(comparisons / nEff) }, () => chance(spotting)).includes(true);
      return { ...base, model: 'm', pairs: Number(alarmed || spotted) };
    }),
  ).flat();
}

/** A staircase by the rule of one shorter after right and three longer after wrong: it settles at 75 % correct. */
function staircase(threshold: number, trials: number, { chance }: Draws): number[] {
  let exposure = 500;
  return Array.from({ length: trials }, () => {
    const shown = exposure;
    const right = chance(0.5 + 0.5 * normalCdf((shown - threshold) / 80));
    exposure = Math.min(1000, Math.max(100, exposure + (right ? -10 : 30)));
    return shown;
  });
}

function simulateFlash(players: number, draws: Draws): FlashRow[] {
  return Array.from({ length: players }, (_, p) => {
    const threshold = 360 + 70 * draws.normal();
    return ['1', '2', '3'].flatMap((block) =>
      staircase(threshold, 150, draws).map((exposure): FlashRow => ({
        participant: `p${p}`,
        model: 'm',
        block,
        exposure,
      })),
    );
  }).flat();
}

export const DIVERSITY_STUDIES = [
  coverageStudy({
    name: 'twins',
    design: '40 players of 6 walls of 20, 150 different pictures, 80 % of twins spotted; Poisson',
    repetitions: { full: 6000, quick: 60 },
    wanted: { 'hit rate of planted twins': AT_LEAST, 'false alarms per comparison': AT_LEAST },
    truth: {
      'hit rate of planted twins': 0.8,
      'false alarms per comparison': 0.0005,
      'N_eff, as reported': 1 / ((1 / 150) * (0.8 - 0.0005) + 0.0005),
      'N_eff, corrected by planted twins': 150,
    },
    once: (draws) => {
      const rows = simulateWalls({ players: 40, walls: 6, nEff: 150, spotting: 0.8, alarms: 0.0005 }, draws);
      const { models, spotting, falseAlarms } = analyseTwins(rows);
      const [m] = models;
      return {
        'hit rate of planted twins': spotting.share === null ? null : { value: spotting.share, ci: spotting.ci },
        'false alarms per comparison': { value: falseAlarms.rate!, ci: falseAlarms.ci },
        'N_eff, as reported': m!.nEff === null ? null : { value: m!.nEff, ci: m!.ci },
        'N_eff, corrected by planted twins':
          m!.nEffCorrected === null ? null : { value: m!.nEffCorrected, ci: m!.ciCorrected },
      };
    },
  }),
  coverageStudy({
    name: 'twins by player',
    design: '40 players of 6 walls of 20, 150 different pictures; players left out in turn',
    repetitions: { full: 6000, quick: 60 },
    truth: { 'N_eff, corrected by planted twins': 150 },
    once: (draws) => {
      const rows = simulateWalls({ players: 40, walls: 6, nEff: 150, spotting: 0.8, alarms: 0.0005 }, draws);
      const [m] = analyseTwins(rows, { unit: 'participant' }).models;
      return {
        'N_eff, corrected by planted twins':
          m!.nEffCorrected === null ? null : { value: m!.nEffCorrected, ci: m!.ciCorrected },
      };
    },
  }),
  ...[30, 300].map((nEff) =>
    coverageStudy({
      name: `twins as played, ${nEff}`,
      design: `40 players of 10 walls of 12, one pair reported at most, ${nEff} different pictures, 80 % of twins spotted, 5 % of real walls with false alarms`,
      repetitions: { full: 6000, quick: 60 },
      truth: { 'N_eff, corrected by planted twins': nEff },
      once: (draws) => {
        const rows = simulatePlay({ players: 40, nEff, spotting: 0.8, alarms: 0.05 }, draws);
        const [m] = analyseTwins(rows, { reports: 'one' }).models;
        return {
          'N_eff, corrected by planted twins':
            m!.nEffCorrected === null ? null : { value: m!.nEffCorrected, ci: m!.ciCorrected },
        };
      },
    }),
  ),
  coverageStudy({
    name: 'twins as played, hardly any',
    design:
      '12 players of 10 walls of 12, one pair reported at most, 3,000 different pictures, 80 % of twins spotted, 20 % of real walls with false alarms; known from below alone most often',
    repetitions: { full: 6000, quick: 60 },
    truth: { 'N_eff, corrected by planted twins': 3000 },
    wanted: { 'N_eff, corrected by planted twins': AT_LEAST },
    once: (draws) => {
      const rows = simulatePlay({ players: 12, nEff: 3000, spotting: 0.8, alarms: 0.2 }, draws);
      const [m] = analyseTwins(rows, { reports: 'one' }).models;
      return { 'N_eff, corrected by planted twins': { value: m!.nEffCorrected ?? Infinity, ci: m!.ciCorrected } };
    },
  }),
  coverageStudy({
    name: 'flash',
    design: '20 players, 3 blocks of 150 trials of a staircase; players left out in turn',
    repetitions: { full: 4000, quick: 20 },
    once: (draws) => ({ 'HYPE-time': analyseFlash(simulateFlash(20, draws))[0]!.hypeTime }),
  }),
];
