import { describe, expect, it } from 'vitest';
import { gist, picturesOf, spreadOf, unlike } from '../../server/cli/crowd/wall-looks.ts';
import { spotterOf, twinSpotter } from '../../server/cli/crowd/twin-spotter.ts';
import { varietyJudgeOf, varietyMind } from '../../server/cli/crowd/variety-judge.ts';
import { gamesOfSnapshots, programmeOf } from '../../server/cli/crowd/programme.ts';
import { spread } from '../../server/cli/crowd/snapshots.ts';
import { encodePng, type Bitmap } from '../../server/gallery/png.ts';
import { sheetOf } from '../../server/gallery/sheet.ts';
import { twinOf } from '../../server/gallery/twin.ts';
import { drawStroke } from '../../server/ml/datasets/strokes/index.ts';
import type { TwinsResponse, VarietyResponse } from '../../shared/domain/judgment.ts';
import { layoutOf, type WallLayout } from '../../shared/domain/wall.ts';

const stroke = (i: number): Bitmap => ({
  width: 28,
  height: 28,
  channels: 1,
  pixels: Buffer.from(drawStroke('wall test', i).image),
});
const trial = (wall: WallLayout) => ({
  trialId: 't',
  stimulus: { id: 's', url: 's/s.png', width: 1, height: 1 },
  wall,
});
const sheetPng = (pictures: readonly Bitmap[], layout: WallLayout) => async (): Promise<Buffer> =>
  encodePng(sheetOf(pictures, layout));

describe('the looks of a wall', () => {
  it('are those of its pictures, in their places', async () => {
    const layout = layoutOf(2, 5, 28, 28);
    const pictures = Array.from({ length: 10 }, (_, i) => stroke(i));
    const seen = picturesOf(await sheetPng(pictures, layout)(), layout);
    expect(seen.map(({ values }) => [...values])).toEqual(pictures.map(({ pixels }) => [...pixels]));
  });

  it('do not mind where the ink stands, and differ less for a twin than for another picture', () => {
    const looks = ({ width, height, pixels }: Bitmap) => gist({ width, height, values: Float64Array.from(pixels) }, 14);
    const moved = Buffer.from(stroke(3).pixels.map((_, i, all) => all[i - 1] ?? 0));
    expect(unlike(looks(stroke(3)), looks({ ...stroke(3), pixels: moved }))).toBeLessThan(0.5);
    const twins = Array.from({ length: 30 }, (_, i) => unlike(looks(stroke(i)), looks(twinOf(stroke(i), i))));
    const others = Array.from({ length: 30 }, (_, i) => unlike(looks(stroke(i)), looks(stroke(i + 100))));
    expect(Math.max(...twins)).toBeLessThan(others.reduce((sum, each) => sum + each, 0) / 30);
    expect(spreadOf([looks(stroke(1)), looks(stroke(1))])).toBe(0);
  });
});

describe('simulated players of walls', () => {
  const layout = layoutOf(1, 16, 28, 28);
  /** What 40 spotters report of walls of 16, the planted pair at 2 and 9 where `planted`. */
  async function searched(planted: boolean): Promise<TwinsResponse[]> {
    return Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const pictures = Array.from({ length: 16 }, (_, k) => stroke(16 * i + k));
        if (planted) pictures[9] = twinOf(pictures[2]!, i);
        const mind = twinSpotter(spotterOf(0, 0, i), 0, 0, 0, i);
        return (await mind.judge(trial(layout), sheetPng(pictures, layout)))!.said as TwinsResponse;
      }),
    );
  }

  it('find most planted twins and seldom see some where there are none', async () => {
    const hits = (await searched(true)).filter(({ pair }) => pair?.join() === '2,9').length;
    const alarms = (await searched(false)).filter(({ pair }) => pair !== null).length;
    expect(hits / 40).toBeGreaterThan(0.4);
    expect(hits / 40).toBeLessThan(1);
    expect(alarms / 40).toBeLessThan(0.25);
  });

  it('take the more varied of two walls, more often than not', async () => {
    const both = layoutOf(2, 9, 28, 28);
    let right = 0;
    for (let i = 0; i < 30; i++) {
      const one = Array.from({ length: 9 }, (_, k) => twinOf(stroke(i), k));
      const many = Array.from({ length: 9 }, (_, k) => stroke(9 * i + k));
      const mind = varietyMind(varietyJudgeOf(0, 0, i), 0, 0, 0, i);
      const pictures = i % 2 === 0 ? [...one, ...many] : [...many, ...one];
      const { pRight } = (await mind.judge(trial(both), sheetPng(pictures, both)))!.said as VarietyResponse;
      if (pRight > 0.5 === (i % 2 === 0)) right++;
    }
    expect(right).toBeGreaterThan(24);
  });

  it('are the same for the same seed', () => {
    expect([spotterOf(3, 1, 2), varietyJudgeOf(3, 1, 2)]).toEqual([spotterOf(3, 1, 2), varietyJudgeOf(3, 1, 2)]);
    expect(spotterOf(3, 1, 2)).not.toEqual(spotterOf(4, 1, 2));
    expect(varietyJudgeOf(3, 1, 2)).not.toEqual(varietyJudgeOf(3, 1, 3));
  });
});

it('plays every mode, with common and own pictures, and snapshots by other players', () => {
  const size = { rooms: 2, lots: 5, dataset: 'strokes', seed: 0, think: 0 };
  const games = programmeOf(size);
  expect(games.map(({ mode, settings }) => [mode, settings.dealing])).toEqual([
    ['verdict', 'same'],
    ['verdict', 'own'],
    ['twins', 'own'],
    ['twins', 'same'],
    ['variety', 'own'],
    ['variety', 'same'],
  ]);
  expect(gamesOfSnapshots(['a', 'b'], size)[0]!.settings).toMatchObject({ models: ['a', 'b'], dealing: 'own' });
});

it('judges the first and the last snapshot of a training, and between them some that lie apart', () => {
  const every = (step: number, n: number) => Array.from({ length: n }, (_, i) => ({ step: step * (i + 1) }));
  const steps = (of: readonly { step: number }[]): number[] => spread(of).map(({ step }) => step);
  expect([steps([]), steps(every(80, 1)), steps(every(80, 2))]).toEqual([[], [80], [80, 160]]);
  expect(steps(every(80, 15))).toEqual([80, 160, 320, 560, 1200]);
  for (const n of [3, 10, 40, 200]) {
    const kept = steps(every(7, n));
    expect([kept[0], kept.at(-1)]).toEqual([7, 7 * n]);
    expect(kept.slice(1).every((step, i) => step >= 1.6 * kept[i]! || i === kept.length - 2)).toBe(true);
    expect(kept.length).toBeLessThanOrEqual(2 + Math.log(n) / Math.log(1.6));
  }
});
