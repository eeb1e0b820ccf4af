import {
  countLabels,
  excessAgreement,
  fakeness,
  FEWEST_TARGETS,
  intraclassOf,
  krippendorffEstimate,
  splitHalf,
  type IccOfRatings,
  type Rating,
  type VerdictRow,
} from '../../../analysis/index.ts';
import type { Chart, Findings } from '../design.ts';
import { dotOf } from './verdict-models.ts';

/** Judgments that the splits visit at most, a second or two; at least 100 splits are made. */
const MOST_VISITS = 2e8;

/** How well people agree about pictures, whatever the truth. */
export function agreementOf(rows: readonly VerdictRow[], seed: number): Findings {
  const seen = rows.filter(({ image }) => image !== undefined);
  const judgments = seen.map(({ participant, room, image, response }) => ({
    participant,
    room,
    image: image!,
    fake: response === 'fake',
  }));
  const { counts, items } = countLabels(
    judgments.map(({ image, fake, participant }) => ({ item: image, label: fake ? '1' : '0', participant })),
    ['0', '1'],
  );
  const alpha = krippendorffEstimate(counts, [0, 1], 'nominal');
  const splits = Math.min(1000, Math.max(100, Math.floor(MOST_VISITS / Math.max(1, judgments.length))));
  const halves = splitHalf(judgments, splits, seed);
  const excess = excessAgreement(judgments);
  const rated = seen.length > 0 && seen.every(({ confidence }) => confidence !== undefined);
  const icc = intraclassOf(
    seen.map((row): Rating => ({
      rater: JSON.stringify([row.room ?? '', row.participant]),
      target: row.image!,
      value: rated ? fakeness(row) : Number(row.response === 'fake'),
    })),
  );
  const notes: string[] = [];
  if (alpha === null) notes.push('No picture was judged twice, or all judged alike, so agreement is unknown.');
  if (halves === null)
    notes.push('Split-half reliability needs four participants, and three pictures seen by both halves.');
  if (excess === null)
    notes.push('Excess agreement of neighbours needs pictures judged by several in one room and by others in another.');
  notes.push(...iccNotes(icc));
  return {
    result: {
      pictures: items.length,
      judgments: judgments.length,
      krippendorff_alpha: alpha?.value ?? null,
      krippendorff_alpha_ci: alpha?.ci ?? null,
      split_half: halves?.reliability ?? null,
      split_half_ci: halves?.ci ?? null,
      split_half_splits: halves?.splits ?? null,
      split_half_participants: halves?.participants ?? null,
      excess_agreement_in_room: excess?.value ?? null,
      excess_agreement_in_room_ci: excess?.ci ?? null,
      excess_agreement_pairs: excess?.pairs ?? null,
      icc: icc && { rating: rated ? 'confidence' : 'response', ...iccResult(icc) },
    },
    charts: [
      {
        kind: 'dots',
        title: 'Agreement about pictures, whatever the truth',
        unit: 'agreement',
        dots: [
          dotOf("Krippendorff's alpha", alpha, `${items.length} pictures`),
          dotOf('split-half reliability', halves && { value: halves.reliability, ci: halves.ci }),
          ...iccDots(icc),
          dotOf('excess agreement of neighbours', excess),
        ],
        about: aboutOf(
          items.length,
          new Set(judgments.map((row) => JSON.stringify([row.room, row.participant]))).size,
          icc,
        ),
        reference: { value: 0, name: 'none' },
      },
    ],
    notes,
  };
}

function aboutOf(pictures: number, participants: number, icc: IccOfRatings | null): string {
  const all = `${pictures} pictures, ${participants} participants`;
  return icc ? `${all}; ICC of ${icc.targets} by ${icc.raters}.` : `${all}.`;
}

export function iccNotes(icc: IccOfRatings | null): string[] {
  if (icc === null)
    return [
      `Intraclass correlations need ${FEWEST_TARGETS} or more pictures that the same participants all judged, and not all alike: there are none, so they are unknown.`,
    ];
  if (icc.share >= 1) return [];
  return [
    `Intraclass correlations are of the full table of ${icc.targets} pictures by ${icc.raters} participants, ${(100 * icc.share).toFixed(0)} % of the judgments.`,
  ];
}

export function iccResult({ targets, raters, share, intervals, ...icc }: IccOfRatings): Record<string, unknown> {
  // Of the mean of k: Spearman and Brown, which the F intervals follow exactly.
  const ofMean = (ci: readonly [number, number]): number[] => ci.map((r) => (raters * r) / (1 + (raters - 1) * r));
  return {
    pictures: targets,
    raters,
    share_of_judgments: share,
    icc_1: icc.oneWay,
    icc_1_ci: intervals.oneWay,
    icc_2: icc.twoWayRandom,
    icc_2_ci: intervals.twoWayRandom,
    icc_3: icc.twoWayMixed,
    icc_3_ci: intervals.twoWayMixed,
    icc_1_mean: icc.oneWayMean,
    icc_1_mean_ci: ofMean(intervals.oneWay),
    icc_2_mean: icc.twoWayRandomMean,
    icc_2_mean_ci: ofMean(intervals.twoWayRandom),
    icc_3_mean: icc.twoWayMixedMean,
    icc_3_mean_ci: ofMean(intervals.twoWayMixed),
  };
}

export function iccDots(icc: IccOfRatings | null): Extract<Chart, { kind: 'dots' }>['dots'] {
  const about = icc ? `${icc.targets} pictures by ${icc.raters}` : undefined;
  const dot = (name: string, value?: number, ci?: readonly [number, number]) =>
    dotOf(name, value === undefined ? null : { value, ci: ci! }, about);
  return [
    dot('ICC(1)', icc?.oneWay, icc?.intervals.oneWay),
    dot('ICC(2)', icc?.twoWayRandom, icc?.intervals.twoWayRandom),
    dot('ICC(3)', icc?.twoWayMixed, icc?.intervals.twoWayMixed),
  ];
}
