import { twinsResponse, type TwinsResponse } from '../../../shared/domain/judgment.ts';
import { surePoints } from '../../../shared/domain/scoring.ts';
import { samePair, type Pair } from '../../../shared/domain/wall.ts';
import type { DealtTwins } from '../../game/picture.ts';
import type { Mode } from '../mode.ts';
import { ruleName, speedBonus } from '../speed.ts';
import { generatorName, sourceName } from '../walls.ts';
import { dealTwins } from './deal.ts';

/** Whether an answer is right is known where twins were planted, and among reals where none were. */
const isScored = ({ planted, source }: DealtTwins): boolean => planted || source.kind === 'real';

/**
 * Taken off for a wrong answer: a guess among all pairs is hardly ever right, so 'rather sure and wrong' must not bring what
 * it brings where there are two sides. The same at every sureness, so that the rule stays proper.
 */
const WRONG = 20;

const comparisons = (size: number): number => (size * (size - 1)) / 2;
const words = (pair: Pair | null): string | null => pair && pair.join('-');

/** A wall of one source: which two are nearly the same? (Birthday paradox: Arora and Zhang 2017, with planted twins.) */
export const mode: Mode<TwinsResponse, DealtTwins> = {
  name: 'twins',
  response: twinsResponse,
  fits: ({ pair }, lot) => lot.kind === 'twins' && (pair === null || pair[1] < lot.layout.count),
  deal: dealTwins,
  scoringRule: (settings) => ruleName(settings, 'quadratic-known-20'),
  score({ pair, sure }, lot, timing, settings) {
    if (!isScored(lot)) return { right: null, points: 0 };
    const right = samePair(pair, lot.planted ? lot.pair : null);
    return { right, points: surePoints(sure, right) - (right ? 0 : WRONG) + speedBonus(right, timing, settings) };
  },
  testimony: ({ pair }, { source, planted }) => (planted ? [] : [{ source, said: pair !== null }]),
  outcome(lot) {
    const { source, planted, pair, distance } = lot;
    return { mode: 'twins', source, planted, pair, distance, scored: isScored(lot) };
  },
  sureness: ({ sure }) => sure,
  stop: () => null,
  record({ pair, sure }, { layout, source, planted, pair: truth, distance, pictures }) {
    const found = planted && samePair(pair, truth);
    const detail = {
      model: sourceName(source),
      generator: generatorName(source),
      size: layout.count,
      planted: Number(planted),
      plantedFound: Number(found),
      pairs: Number(pair !== null && !found),
      comparisons: planted ? 0 : comparisons(layout.count),
      pair: words(pair),
      knownPair: words(truth),
      knownDistance: distance,
      sure,
      pictures: pictures.join(' '),
    };
    return { pictureId: null, truth: null, response: null, pFake: null, detail };
  },
  columns: [
    { name: 'model', meaning: "model id of what made the wall, or 'real'" },
    { name: 'generator', meaning: 'its generator; empty for reals' },
    { name: 'size', meaning: 'pictures on the wall' },
    { name: 'planted', meaning: '1 where twins were put on the wall on purpose, else 0' },
    { name: 'plantedFound', meaning: '1 where these were reported' },
    { name: 'pairs', meaning: '1 where a pair was reported that was not planted' },
    {
      name: 'comparisons',
      meaning:
        'pairs that could be reported beside planted ones: s(s - 1)/2; 0 on walls with planted twins, since a player reports one pair',
    },
    { name: 'pair', meaning: 'places of the reported pair, counted by rows from 0; empty for no twins' },
    { name: 'knownPair', meaning: 'places of the planted twins, else of the two pictures nearest to each other' },
    { name: 'knownDistance', meaning: 'root of the mean squared difference of these two, grey levels of 0 to 255' },
    { name: 'sure', meaning: 'probability that the player gives to the own answer' },
    {
      name: 'pictures',
      meaning: "gallery ids in the order of hanging, a blank between; '<id>~<seed>' is a planted twin of <id>",
    },
  ],
};
