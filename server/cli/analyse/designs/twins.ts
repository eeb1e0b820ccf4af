import { analyseTwins, comparisonsOf, type TwinRow } from '../../../analysis/index.ts';
import type { Columns } from '../columns.ts';
import { ROOM, type Design } from '../design.ts';

export const twins: Design = {
  name: 'twins',
  summary: 'walls of pictures: which two are nearly the same?',
  clusters: ['participant', 'room'],
  columns: [
    { name: 'participant', required: true, meaning: 'who searched' },
    { name: 'model', required: true, meaning: "what made the wall; 'real' or nothing for a wall of real pictures" },
    { name: 'size', required: true, meaning: 'pictures on the wall' },
    { name: 'pairs', required: true, meaning: 'near-duplicates reported, planted twins not counted' },
    { name: 'planted', required: false, meaning: 'twins put on the wall on purpose' },
    { name: 'planted_found', required: false, meaning: 'how many of those were reported' },
    {
      name: 'control',
      required: false,
      meaning: "'planted' for a wall that asks for planted twins alone, 'real' for one of real pictures, else nothing",
    },
    {
      name: 'comparisons',
      required: false,
      meaning: 'pairs that could be reported beside planted ones; without it s(s - 1)/2, and 0 on planted controls',
    },
    { name: 'wall', required: false, meaning: 'which wall; rows of one wall show the same pictures' },
    ROOM,
  ],
  analyse(columns, options) {
    const rows = Array.from({ length: columns.count }, (_, i) => readWall(columns, i));
    refuseMixedWalls(rows, columns);
    const most = rows.reduce((so, { pairs }) => Math.max(so, pairs), 0);
    if (options.pairs === 'one' && most > 1)
      throw columns.wrong(
        rows.findIndex(({ pairs }) => pairs > 1),
        'pairs',
        '0 or 1',
        'leave --pairs one out',
      );
    const unit = options.cluster === 'room' || options.cluster === 'participant' ? options.cluster : null;
    const { models, spotting, falseAlarms } = analyseTwins(
      unit === 'room' ? rows : rows.map((row) => ({ ...row, room: undefined })),
      { unit, reports: options.pairs },
    );
    const notes: string[] = [];
    if (options.pairs === 'all' && most === 1 && rows.filter(({ pairs }) => pairs > 0).length >= 10)
      notes.push('No wall has more than one pair: if one was all that could be reported, say --pairs one.');
    const shared = columns.has('wall') && new Set(rows.map(({ wall }) => wall)).size < rows.length;
    if (shared && unit === 'participant')
      notes.push('Some searched the same walls, which intervals over participants do not know: leave --cluster out.');
    if (models.length === 0) notes.push('Every wall is real, so there is no model to report on.');
    if (spotting.share === null)
      notes.push('No twins were planted, so nothing is corrected for twins that were missed.');
    if (falseAlarms.comparisons === 0) notes.push('No wall is real, so false alarms are taken as none.');
    for (const { model, walls, pairs, nEff, nEffCorrected, ciCorrected } of models) {
      if (walls === 0) notes.push(`${model}: every wall is a control, so nothing is known of its N_eff.`);
      else if (nEff === null && pairs > 0)
        notes.push(`${model}: every wall has the one pair that can be reported, so N_eff is known from above alone.`);
      else if (nEff === null) notes.push(`${model}: no pair was reported, so N_eff is known from below alone.`);
      else if (nEffCorrected === null && spotting.share !== null)
        notes.push(
          ciCorrected === null
            ? `${model}: no more pairs than false alarms, so nothing is known of the corrected N_eff.`
            : `${model}: no more pairs than false alarms, so of the corrected N_eff a lower end alone is known: what as many walls without any twins could show.`,
        );
    }
    return {
      result: {
        models: models.map((m) => ({
          model: m.model,
          pairs: m.pairs,
          comparisons: m.comparisons,
          n_eff: m.nEff,
          ci: m.ci,
          n_eff_corrected: m.nEffCorrected,
          ci_corrected: m.ciCorrected,
          n_eff_birthday: m.nEffBirthday,
          walls: m.walls,
          participants: m.participants,
        })),
        spotting: { hit_rate: spotting.share, ci: spotting.ci, planted: spotting.planted },
        false_alarms: {
          per_comparison: falseAlarms.rate,
          ci: falseAlarms.ci,
          comparisons: falseAlarms.comparisons,
          walls: falseAlarms.walls,
          share_of_walls: falseAlarms.ofWalls,
        },
        pairs_a_wall: options.pairs,
        interval: unit
          ? `95 %, leaving out one ${unit} at a time, with Student's t on the logarithm`
          : `95 %, ${options.pairs === 'one' ? 'binomial counts of walls with a pair' : 'Poisson counts of pairs'} and binomial counts of planted twins`,
      },
      charts: [
        {
          kind: 'dots',
          title: 'Effective number of different pictures',
          unit: 'N_eff',
          dots: models.flatMap(({ model, nEff, ci, nEffCorrected, ciCorrected, pairs }) => [
            { name: model, series: 'as reported', value: nEff, low: ci[0], high: ci[1], detail: `${pairs} pairs` },
            {
              name: model,
              series: 'corrected by planted twins and real walls',
              value: nEffCorrected,
              low: ciCorrected?.[0] ?? null,
              high: ciCorrected?.[1] ?? null,
              detail: `${pairs} pairs`,
            },
          ]),
          about: 'Arrows: no upper end, since no twins at all cannot be excluded.',
          log: true,
        },
        {
          kind: 'dots',
          title: 'Spotting and false alarms',
          unit: 'share',
          dots: [
            {
              name: 'planted twins found',
              value: spotting.share,
              low: spotting.ci?.[0] ?? null,
              high: spotting.ci?.[1] ?? null,
              detail: `${spotting.planted} planted`,
            },
            {
              name: 'real walls with a pair reported',
              value: falseAlarms.ofWalls,
              low: null,
              high: null,
              detail: `${falseAlarms.walls} walls`,
            },
          ],
          zero: true,
          range: [0, 1],
        },
      ],
      notes,
    };
  },
};

function readWall(columns: Columns, i: number): TwinRow {
  const control = columns.text(i, 'control') === '' ? null : columns.oneOf(i, 'control', ['planted', 'real']);
  const model = control === 'real' ? '' : columns.text(i, 'model');
  const count = (name: string): number => {
    const value = columns.has(name) && columns.text(i, name) !== '' ? columns.neededNumber(i, name, 0) : 0;
    if (!Number.isInteger(value)) throw columns.wrong(i, name, 'a whole number', 'correct the row');
    return value;
  };
  const size = columns.neededNumber(i, 'size', 2);
  if (!Number.isInteger(size)) throw columns.wrong(i, 'size', 'a whole number', 'correct the row');
  const [pairs, plantedFound] = [count('pairs'), count('planted_found')];
  // A control of planted twins that says no number has one pair of them.
  const said = columns.has('planted') && columns.text(i, 'planted') !== '';
  const planted = control === 'planted' && !said ? 1 : count('planted');
  if (control === 'planted' && planted === 0)
    throw columns.wrong(i, 'planted', 'at least 1 on a planted control', 'count the twins, or correct the control');
  const given = columns.has('comparisons') ? columns.number(i, 'comparisons') : null;
  if (given !== null) columns.neededNumber(i, 'comparisons', 0);
  if (pairs > (size * (size - 1)) / 2)
    throw columns.wrong(
      i,
      'pairs',
      `at most the ${(size * (size - 1)) / 2} pairs of ${size} pictures`,
      'correct the row',
    );
  if (plantedFound > planted)
    throw columns.wrong(i, 'planted_found', `at most the ${planted} planted`, 'count only planted twins there');
  return {
    participant: columns.needed(i, 'participant'),
    room: columns.text(i, 'room'),
    wall: columns.text(i, 'wall') || undefined,
    model: model === '' || model.toLowerCase() === 'real' ? null : model,
    size,
    pairs,
    planted,
    plantedFound,
    comparisons: control === 'planted' ? 0 : (given ?? undefined),
  };
}

/** Rows of one wall that differ in what hangs there are rows of several. @throws SheetError */
function refuseMixedWalls(rows: readonly TwinRow[], columns: Columns): void {
  const seen = new Map<string, TwinRow>();
  rows.forEach((row, i) => {
    if (row.wall === undefined) return;
    const first = seen.get(row.wall) ?? row;
    seen.set(row.wall, first);
    const same =
      first.model === row.model &&
      first.size === row.size &&
      first.planted === row.planted &&
      comparisonsOf(first) === comparisonsOf(row);
    if (!same)
      throw columns.wrong(
        i,
        'wall',
        'a name that only rows of the same pictures share',
        'give each wall a name of its own',
      );
  });
}
