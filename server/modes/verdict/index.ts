import { verdictOf, verdictResponse, type VerdictResponse } from '../../../shared/domain/judgment.ts';
import { quadraticPoints } from '../../../shared/domain/scoring.ts';
import type { DealtLot } from '../../game/picture.ts';
import type { Mode } from '../mode.ts';
import { ruleName, speedBonus } from '../speed.ts';

type Single = Extract<DealtLot, { kind: 'picture' }>;

/** One picture, genuine or forgery, and how sure (HYPE-infinity, Zhou et al. 2019, with confidence). */
export const mode: Mode<VerdictResponse, Single> = {
  name: 'verdict',
  response: verdictResponse,
  fits: (_, lot) => lot.kind === 'picture',
  deal(shelves, { settings: { dataset, models, lots: count }, seed, exclude }) {
    const dealt = shelves.deal({ dataset, models, count, seed, exclude });
    if (!dealt.ok) return { ok: false, needed: count, available: dealt.available };
    return { ok: true, lots: dealt.pictures.map((picture) => ({ kind: 'picture', picture })) };
  },
  scoringRule: (settings) => ruleName(settings, 'quadratic'),
  score({ pFake }, { picture: { truth } }, timing, settings) {
    const right = verdictOf(pFake) === truth;
    return { right, points: quadraticPoints(pFake, truth) + speedBonus(right, timing, settings) };
  },
  testimony: () => [],
  outcome: () => null,
  sureness: ({ pFake }) => Math.max(pFake, 1 - pFake),
  stop: ({ pFake }) => pFake,
  record: ({ pFake }, { picture: { pictureId, truth } }) => ({
    pictureId,
    truth,
    response: verdictOf(pFake),
    pFake,
    detail: null,
  }),
  columns: [],
};
