import { describe, expect, it } from 'vitest';
import { rngOf } from '../numeric/draws.ts';
import { classAccuracy, type ShownItem } from './class-accuracy.ts';
import { countLabels, type LabelRow } from './row.ts';

const CLASSES = ['a', 'b', 'c', 'd'];

/** Reals, and samples of which a share is what was asked for; people take each class for the next one at times. */
function simulate(seed: number, accuracy: number, confused: number, n = 60) {
  const { chance, int } = rngOf(seed);
  const rows: LabelRow[] = [];
  const shown = new Map<string, ShownItem>();
  const add = (item: string, model: string | null, truth: number, is: number): void => {
    shown.set(item, { model, truth: CLASSES[truth]! });
    for (let p = 0; p < 3; p++) {
      const seen = chance(confused) ? (is + 1) % 4 : is;
      rows.push({ item, label: is < 0 ? 'none' : CLASSES[seen]!, participant: `p${p}` });
    }
  };
  for (let i = 0; i < 4 * n; i++) {
    add(`real ${i}`, null, i % 4, i % 4);
    const wrong = chance(0.5) ? -1 : (i + 1 + int(3)) % 4;
    add(`fake ${i}`, 'm', i % 4, chance(accuracy) ? i % 4 : wrong);
  }
  const table = countLabels(rows);
  return { table, shown: table.items.map((item) => shown.get(item)!) };
}

describe('class accuracy', () => {
  it('is what the labels say where nobody confuses anything', () => {
    const { table, shown } = simulate(1, 0.7, 0);
    const { models, confusion } = classAccuracy(table, shown, CLASSES);
    const [m] = models;
    expect(m!.corrected!.value).toBeCloseTo(m!.labelled.value, 1);
    expect(confusion!.map((row) => row.indexOf(Math.max(...row)))).toEqual([0, 1, 2, 3]);
    for (const row of confusion!) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });

  it('is what the model does, not what people confuse, and its interval covers that', () => {
    let [covered, uncorrected, sum] = [0, 0, 0];
    const repetitions = 60;
    for (let seed = 1; seed <= repetitions; seed++) {
      const { table, shown } = simulate(seed, 0.8, 0.2);
      const { labelled, corrected } = classAccuracy(table, shown, CLASSES).models[0]!;
      sum += corrected!.value;
      if (corrected!.ci![0] <= 0.8 && 0.8 <= corrected!.ci![1]) covered++;
      if (labelled.ci![0] <= 0.8 && 0.8 <= labelled.ci![1]) uncorrected++;
    }
    expect(sum / repetitions).toBeCloseTo(0.8, 1);
    expect(Math.abs(sum / repetitions - 0.8)).toBeLessThan(0.012);
    expect(covered / repetitions).toBeGreaterThan(0.86);
    expect(uncorrected / repetitions).toBeLessThan(0.2);
  });

  it('of a perfect model is 1, however people err', () => {
    const { table, shown } = simulate(3, 1, 0.3);
    const { labelled, corrected } = classAccuracy(table, shown, CLASSES).models[0]!;
    expect(labelled.value).toBeLessThan(0.75);
    expect(corrected!.value).toBeGreaterThan(0.93);
  });

  it('is not corrected where real pictures of a class are missing', () => {
    const { table, shown } = simulate(4, 0.8, 0.2);
    const moved = shown.map((item) => (item.model === null && item.truth === 'd' ? { ...item, truth: 'c' } : item));
    const { models, missing } = classAccuracy(table, moved, CLASSES);
    expect([missing, models[0]!.corrected]).toEqual([['d'], null]);
    const fakes = shown.map((item) => ({ ...item, model: 'm' }));
    expect(classAccuracy(table, fakes, CLASSES)).toMatchObject({ confusion: null, missing: CLASSES });
  });
});
