import { verdictOf } from '../../../shared/domain/judgment.ts';
import { quadraticPoints, speedPoints } from '../../../shared/domain/scoring.ts';
import type { Mode } from '../mode.ts';

/** One picture, genuine or forgery, and how sure (HYPE-infinity, Zhou et al. 2019, with confidence). */
export const verdictMode: Mode = {
  name: 'verdict',
  scoringRule: (settings) => (settings.speedPoints ? 'quadratic+speed/1' : 'quadratic/1'),
  score({ pFake, truth, elapsedMs, limitMs }, settings) {
    const response = verdictOf(pFake);
    const right = response === truth;
    const speed = settings.speedPoints && right && limitMs !== null ? speedPoints(elapsedMs, limitMs) : 0;
    return { response, right, points: quadraticPoints(pFake, truth) + speed };
  },
};
