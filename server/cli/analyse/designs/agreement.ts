import {
  countLabels,
  excessAgreement,
  krippendorffEstimate,
  splitHalf,
  type VerdictRow,
} from '../../../analysis/index.ts';

/** Most judgments of which the 1,000 splits are taken in a few seconds. */
const MOST_FOR_SPLITS = 500_000;

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
  const halves = splitHalf(judgments, judgments.length > MOST_FOR_SPLITS ? 100 : 1000, seed);
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
