import { analyseVariety } from '../../../analysis/index.ts';
import { ROOM, PARTICIPANT, type Design } from '../design.ts';
import { readDuels } from './duel.ts';
import { dotOf } from './verdict-models.ts';

export const variety: Design = {
  name: 'variety',
  summary: 'two walls, which is more varied?',
  clusters: ['participant', 'room'],
  columns: [
    { name: 'left', required: true, meaning: 'source of the left wall' },
    { name: 'right', required: true, meaning: 'source of the right wall' },
    { name: 'winner', required: true, meaning: "the more varied: 'left', 'right' or 'tie'" },
    PARTICIPANT,
    { name: 'trial', required: false, meaning: 'place in the session' },
    { name: 'wall', required: false, meaning: 'which two walls; rows of one name show the same pictures' },
    ROOM,
  ],
  analyse(columns, options) {
    const { rows, notes, cluster } = readDuels(columns, options);
    const walls = new Map(rows.map(({ wall }, i) => [wall, i]));
    const { models, duels, note } = analyseVariety(rows, { ...options, cluster });
    const shared = cluster !== 'room' && rows.some(({ wall }, i) => wall !== undefined && walls.get(wall) !== i);
    if (note) notes.push(`No strengths: ${note}`);
    if (models.some(({ share }) => share.ci === null))
      notes.push('Where all judged alike, or there is one unit, nothing tells how a share would vary: no interval.');
    return {
      result: {
        models: models.map(({ model, n, participants, share, strength, rating, ratingCi }) => ({
          model,
          share: share.value,
          se: share.se,
          ci: share.ci,
          n,
          participants,
          strength,
          rating,
          rating_ci: ratingCi,
        })),
        tie: duels?.tie ?? null,
        interval: `95 %, leaving out one ${cluster} at a time${shared ? ', shares one pair of walls as well' : ''}, with Student's t`,
      },
      charts: [
        {
          kind: 'dots',
          title: 'Judged more varied',
          unit: 'share of walls',
          dots: models.map(({ model, share, n }) => ({
            name: model,
            value: share.value,
            low: share.ci?.[0] ?? null,
            high: share.ci?.[1] ?? null,
            detail: `${n} walls`,
          })),
          range: [0, 1],
          reference: { value: 0.5, name: 'as varied' },
        },
        ...(duels
          ? [
              {
                kind: 'dots' as const,
                title: 'Ratings by variety',
                unit: 'points',
                dots: models.map(({ model, rating, ratingCi, n }) =>
                  dotOf(model, rating === null ? null : { value: rating, ci: ratingCi }, `${n} walls`),
                ),
                reference: { value: options.init, name: 'average' },
              },
            ]
          : []),
      ],
      notes,
    };
  },
};
