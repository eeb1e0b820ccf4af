import { fitRasch } from '../../../analysis/index.ts';
import { repeatedNote, type Design } from '../design.ts';
import { SheetError } from '../sheet.ts';

export const rasch: Design = {
  name: 'rasch',
  summary: 'skill of persons apart from easiness of items, all items alike in discrimination',
  clusters: [],
  columns: [
    { name: 'person', required: true, meaning: 'who answered' },
    { name: 'item', required: true, meaning: 'what was asked' },
    { name: 'correct', required: true, meaning: '1 or 0' },
  ],
  analyse(columns) {
    const { rows: kept, repeated } = columns.firsts(['person', 'item']);
    const rows = kept.map((i) => ({
      person: columns.needed(i, 'person'),
      item: columns.needed(i, 'item'),
      correct: columns.yesOrNo(i, 'correct'),
    }));
    const fit = fitRasch(rows);
    const known = fit.items.filter(({ easiness }) => easiness !== null);
    if (known.length === 0)
      throw new SheetError(
        'Every item was answered right by all or wrong by all, so easiness has no bounds: gather more answers.',
      );
    const notes = repeatedNote(repeated, 'an answer of the same person to the same item');
    for (const { item, easiness, share } of fit.items)
      if (easiness === null)
        notes.push(
          `${item}: ${share === 1 ? 'everybody was right' : 'nobody was right'}, so its easiness has no bound; it is left out of the fit.`,
        );
    if (fit.discriminationSe === null) notes.push('Too few answers for standard errors.');
    if (fit.persons === 1) notes.push('One person tells nothing about the spread of skill.');
    return {
      result: {
        items: fit.items.map(({ item, easiness, se, difficulty, share, n }) => ({
          item,
          easiness,
          se,
          ci: ci(easiness, se),
          difficulty,
          share,
          n,
        })),
        discrimination: fit.discrimination,
        discrimination_se: fit.discriminationSe,
        log_likelihood: fit.logLikelihood,
        persons: fit.persons,
        model: 'logit P(correct) = easiness + discrimination z, z ~ N(0, 1) over persons',
      },
      charts: [
        {
          kind: 'dots',
          title: 'Easiness',
          unit: 'logits, for a person of average skill',
          dots: fit.items.map(({ item, easiness, se, n }) => ({
            name: item,
            value: easiness,
            low: ci(easiness, se)?.[0] ?? null,
            high: ci(easiness, se)?.[1] ?? null,
            detail: `${n} answers`,
          })),
          reference: { value: 0, name: 'even chance' },
        },
      ],
      notes,
    };
  },
};

function ci(value: number | null, se: number | null): [number, number] | null {
  return value === null || se === null ? null : [value - 1.959963984540054 * se, value + 1.959963984540054 * se];
}
