import {
  countLabels,
  excessAgreement,
  krippendorffEstimate,
  splitHalf,
  type VerdictRow,
} from '../../../analysis/index.ts';

/** Judgments that the splits visit at most, a second or two; at least 100 splits are made. */
const MOST_VISITS = 2e8;

/** How well people agree about pictures, whatever the truth. */
export function agreementOf(rows: readonly VerdictRow[], seed: number): Record<string, unknown> {
  const judgments = rows.flatMap(({ participant, room, image, response }) =>
    image === undefined ? [] : [{ participant, room, image, fake: response === 'fake' }],
  );
  const { counts } = countLabels(
    judgments.map(({ image, fake, participant }) => ({ item: image, label: fake ? '1' : '0', participant })),
    ['0', '1'],
  );
  const alpha = krippendorffEstimate(counts, [0, 1], 'nominal');
  const halves = splitHalf(judgments, Math.min(1000, Math.max(100, Math.floor(MOST_VISITS / judgments.length))), seed);
  const excess = excessAgreement(judgments);
  return {
    krippendorff_alpha: alpha?.value ?? null,
    krippendorff_alpha_ci: alpha?.ci ?? null,
    split_half: halves?.reliability ?? null,
    split_half_splits: halves?.splits ?? null,
    excess_agreement_in_room: excess?.value ?? null,
    excess_agreement_in_room_ci: excess?.ci ?? null,
  };
}
