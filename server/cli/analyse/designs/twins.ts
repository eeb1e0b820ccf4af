import { analyseTwins, type TwinRow } from '../../../analysis/index.ts';
import type { Columns } from '../columns.ts';
import { ROOM, type Design } from '../design.ts';

export const twins: Design = {
  name: 'twins',
  summary: 'walls of pictures: which two are nearly the same?',
  columns: [
    { name: 'participant', required: true, meaning: 'who searched' },
    { name: 'model', required: true, meaning: "what made the wall; 'real' or nothing for a wall of real pictures" },
    { name: 'size', required: true, meaning: 'pictures on the wall' },
    { name: 'pairs', required: true, meaning: 'near-duplicates reported, planted twins not counted' },
    { name: 'planted', required: false, meaning: 'twins put on the wall on purpose' },
    { name: 'planted_found', required: false, meaning: 'how many of those were reported' },
    { name: 'wall', required: false, meaning: 'which wall' },
    ROOM,
  ],
  analyse(columns, options) {
    const rows = Array.from({ length: columns.count }, (_, i) => readWall(columns, i));
    const unit = options.cluster === 'room' || options.cluster === 'participant' ? options.cluster : null;
    const { models, spotting, falseAlarms } = analyseTwins(
      unit === 'room' ? rows : rows.map((row) => ({ ...row, room: undefined })),
      unit,
    );
    const notes: string[] = [];
    if (models.length === 0) notes.push('Every wall is real, so there is no model to report on.');
    if (spotting.share === null)
      notes.push('No twins were planted, so nothing is corrected for twins that were missed.');
    if (falseAlarms.rate === null) notes.push('No wall is real, so false alarms are taken as none.');
    for (const { model, nEff, nEffCorrected } of models) {
      if (nEff === null) notes.push(`${model}: no pair was reported, so N_eff is known from below alone.`);
      else if (nEffCorrected === null && spotting.share !== null)
        notes.push(`${model}: no more pairs than false alarms, so the corrected N_eff is known from below alone.`);
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
        false_alarms: { per_comparison: falseAlarms.rate, ci: falseAlarms.ci, comparisons: falseAlarms.comparisons },
        interval: unit
          ? `95 %, leaving out one ${unit} at a time, with Student's t on the logarithm`
          : '95 %, Poisson counts of pairs and binomial counts of planted twins',
      },
      charts: [
        {
          kind: 'dots',
          title: 'Effective number of different pictures',
          unit: 'N_eff, corrected where twins were planted',
          dots: models.map(({ model, nEff, ci, nEffCorrected, ciCorrected, pairs }) => ({
            name: model,
            value: nEffCorrected ?? nEff,
            low: (ciCorrected ?? ci)[0],
            high: (ciCorrected ?? ci)[1],
            detail: `${pairs} pairs`,
          })),
        },
      ],
      notes,
    };
  },
};

function readWall(columns: Columns, i: number): TwinRow {
  const model = columns.text(i, 'model');
  const count = (name: string): number => {
    const value = columns.has(name) && columns.text(i, name) !== '' ? columns.neededNumber(i, name, 0) : 0;
    if (!Number.isInteger(value)) throw columns.wrong(i, name, 'a whole number', 'correct the row');
    return value;
  };
  const [size, pairs, planted, plantedFound] = [
    columns.neededNumber(i, 'size', 2),
    count('pairs'),
    count('planted'),
    count('planted_found'),
  ];
  if (plantedFound > planted)
    throw columns.wrong(i, 'planted_found', `at most the ${planted} planted`, 'count only planted twins there');
  return {
    participant: columns.needed(i, 'participant'),
    room: columns.text(i, 'room'),
    model: model === '' || model.toLowerCase() === 'real' ? null : model,
    size,
    pairs,
    planted,
    plantedFound,
  };
}
