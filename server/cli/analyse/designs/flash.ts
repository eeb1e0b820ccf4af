import { analyseFlash, type FlashRow } from '../../../analysis/index.ts';
import { ROOM, type Design } from '../design.ts';
import { SheetError } from '../sheet.ts';

export const flash: Design = {
  name: 'flash',
  summary: 'how long must one look? (HYPE-time)',
  clusters: ['participant', 'room'],
  columns: [
    { name: 'participant', required: true, meaning: 'who judged' },
    { name: 'exposure', required: true, meaning: 'how long the picture was shown, ms; one trial of a staircase a row' },
    { name: 'block', required: false, meaning: 'block of the session' },
    { name: 'model', required: false, meaning: 'what made the fakes of the block' },
    { name: 'excluded', required: false, meaning: '1 where a trial is to be left out, such as for a missed frame' },
    ROOM,
  ],
  analyse(columns, options) {
    const rows: FlashRow[] = [];
    let excluded = 0;
    for (let i = 0; i < columns.count; i++) {
      const row = {
        participant: columns.needed(i, 'participant'),
        model: columns.text(i, 'model') || 'all',
        block: columns.text(i, 'block') || '1',
        exposure: columns.neededNumber(i, 'exposure', 0),
        room: columns.text(i, 'room') || undefined,
      };
      if (columns.has('excluded') && columns.text(i, 'excluded') !== '' && columns.yesOrNo(i, 'excluded')) excluded++;
      else rows.push(row);
    }
    if (rows.length === 0) throw new SheetError('Every row is excluded where some should count: nothing to analyse.');
    const room = options.cluster === 'room';
    const reports = analyseFlash(
      room ? rows : rows.map((row) => ({ ...row, room: undefined })),
      room ? 'room' : 'participant',
    );
    const notes = excluded > 0 ? [`${excluded} rows are excluded.`] : [];
    for (const { model, hypeTime, participants } of reports)
      if (hypeTime.ci === null)
        notes.push(
          participants === 1
            ? `${model}: one participant tells nothing about others, so there is no interval.`
            : `${model}: no spread between ${room ? 'rooms' : 'participants'}, so there is no interval.`,
        );
    return {
      result: {
        models: reports.map(({ model, participants, blocks, trials, hypeTime }) => ({
          model,
          participants,
          hype_time: hypeTime.value,
          se: hypeTime.se,
          ci: hypeTime.ci,
          blocks,
          trials,
        })),
        thresholds: reports.flatMap(({ model, thresholds }) =>
          thresholds.map(({ participant, threshold, blocks }) => ({
            participant,
            model,
            threshold,
            modal_exposures: Object.values(blocks),
          })),
        ),
        unit: 'ms',
        interval: `95 %, leaving out one ${room ? 'room' : 'participant'} at a time, with Student's t`,
      },
      charts: [
        {
          kind: 'dots',
          title: 'HYPE-time',
          unit: 'ms',
          about: 'How long people must look: the longer, the better the forgery. Means of participants.',
          dots: reports.map(({ model, hypeTime, participants }) => ({
            name: model,
            value: hypeTime.value,
            low: hypeTime.ci?.[0] ?? null,
            high: hypeTime.ci?.[1] ?? null,
            detail: `${participants} participants`,
          })),
        },
      ],
      notes,
    };
  },
};
