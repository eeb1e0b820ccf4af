import { analyseTwins, type TwinRow } from '../diversity/twins.ts';
import { analyseFlash, type FlashRow } from '../flash/hype-time.ts';
import { labelDiversity } from '../label/diversity.ts';
import { krippendorffEstimate } from '../label/krippendorff.ts';
import { countLabels, type LabelRow } from '../label/row.ts';
import type { Draws } from '../numeric/draws.ts';
import { normalCdf } from '../numeric/normal.ts';
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

/** Pictures of 10 classes, some more often; labellers who miss by one class or anywhere. */
function simulateLabels(items: number, labellers: number, { int, chance, uniform }: Draws): LabelRow[] {
  return Array.from({ length: items }, (_, i) => {
    const truth = Math.floor(10 * uniform() ** 1.4);
    const unclear = chance(0.25);
    return Array.from({ length: labellers }, (_, p): LabelRow => {
      const off = chance(unclear ? 0.5 : 0.06);
      const label = !off ? truth : chance(0.6) ? Math.min(9, Math.max(0, truth + (chance(0.5) ? 1 : -1))) : int(10);
      return { item: `${i}`, label: String(label), participant: `p${p}` };
    });
  }).flat();
}

const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

export const DIVERSITY_STUDIES = [
  coverageStudy({
    name: 'twins',
    design: '40 players of 6 walls of 20, 150 different pictures, 80 % of twins spotted; Poisson',
    repetitions: { full: 6000, quick: 60 },
    truth: {
      'N_eff, as reported': 1 / ((1 / 150) * (0.8 - 0.0005) + 0.0005),
      'N_eff, corrected by planted twins': 150,
    },
    once: (draws) => {
      const rows = simulateWalls({ players: 40, walls: 6, nEff: 150, spotting: 0.8, alarms: 0.0005 }, draws);
      const [m] = analyseTwins(rows).models;
      return {
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
    name: 'flash',
    design: '20 players, 3 blocks of 150 trials of a staircase; players left out in turn',
    repetitions: { full: 3000, quick: 20 },
    once: (draws) => ({ 'HYPE-time': analyseFlash(simulateFlash(20, draws))[0]!.hypeTime }),
  }),
  coverageStudy({
    name: 'label',
    design: '150 pictures of 10 classes, 10 labels each; pictures left out in turn',
    repetitions: { full: 4000, quick: 30 },
    once: (draws) => {
      const { counts, labels } = countLabels(simulateLabels(150, 10, draws), CLASSES);
      const diversity = labelDiversity({ items: [], counts, labels })!;
      const values = labels.map(Number);
      return {
        "Krippendorff's alpha, nominal": krippendorffEstimate(counts, values, 'nominal'),
        "Krippendorff's alpha, ordinal": krippendorffEstimate(counts, values, 'ordinal'),
        "Krippendorff's alpha, interval": krippendorffEstimate(counts, values, 'interval'),
        'human Inception Score': diversity.inceptionScore,
        'human Inception Score, corrected': diversity.inceptionScoreCorrected,
        'KL of classes to uniform': diversity.klToUniform,
      };
    },
  }),
  coverageStudy({
    name: 'label small',
    design: '40 pictures of 10 classes, 5 labels each; pictures left out in turn',
    repetitions: { full: 4000, quick: 60 },
    once: (draws) => {
      const { counts, labels } = countLabels(simulateLabels(40, 5, draws), CLASSES);
      const values = labels.map(Number);
      return {
        "Krippendorff's alpha, nominal": krippendorffEstimate(counts, values, 'nominal'),
        "Krippendorff's alpha, ordinal": krippendorffEstimate(counts, values, 'ordinal'),
        "Krippendorff's alpha, interval": krippendorffEstimate(counts, values, 'interval'),
      };
    },
  }),
];
