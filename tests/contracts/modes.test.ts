import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONFIDENCE_STOPS, SURENESS_STOPS, type Response } from '../../shared/domain/judgment.ts';
import { DEFAULT_SETTINGS, gameMode, type RoomSettings } from '../../shared/domain/room.ts';
import type { DealtLot } from '../../server/game/picture.ts';
import { MODES } from '../../server/modes/index.ts';
import { breachOf, readResponse } from '../../server/modes/mode.ts';
import { COLUMNS } from '../../server/transport/judgments-csv.ts';
import { DATASET, MemoryGallery } from '../rooms/memory-ports.ts';

const gallery = new MemoryGallery();
const modes = Object.values(MODES);

/** Everything that could be said of a lot. */
function responses(lot: DealtLot): readonly Response[] {
  switch (lot.kind) {
    case 'picture':
      return CONFIDENCE_STOPS.map((pFake) => ({ pFake }));
    case 'variety':
      return CONFIDENCE_STOPS.map((pRight) => ({ pRight }));
    case 'twins':
      return SURENESS_STOPS.flatMap((sure) => [
        { pair: null, sure },
        { pair: [...lot.pair] as [number, number], sure },
        { pair: [0, lot.layout.count - 1], sure },
      ]);
  }
}

function deal(settings: RoomSettings, seed: number, exclude: ReadonlySet<string> = new Set()): readonly DealtLot[] {
  const dealt = MODES[settings.mode].deal(gallery, { settings, seed, exclude });
  if (!dealt.ok) throw new Error('refused');
  return dealt.lots;
}

it('plays every mode of the settings, and no other', () => {
  expect(Object.keys(MODES).sort()).toEqual([...gameMode.options].sort());
});

it('refuses a folder that is no mode', () => {
  expect(breachOf({}, 'x')).toMatch(/name/);
  expect(breachOf({ ...MODES.twins, score: undefined }, 'twins')).toMatch(/'score'/);
  expect(breachOf(MODES.twins, 'verdict')).toMatch(/folder/);
});

describe.each(modes)('mode $name', (mode) => {
  const settings: RoomSettings = { ...DEFAULT_SETTINGS, mode: mode.name, dataset: DATASET, lots: 12 };
  const lots = deal(settings, 5);

  it('deals as many lots as asked for, the same ones for the same seed', () => {
    expect(lots).toHaveLength(12);
    expect(deal(settings, 5)).toEqual(lots);
    expect(deal(settings, 6)).not.toEqual(lots);
  });

  it('deals lots that survive the log', () => expect(JSON.parse(JSON.stringify(lots))).toEqual(lots));

  it('refuses a gallery without pictures', () => {
    const wish = { settings, seed: 1, exclude: new Set<string>() };
    expect(mode.deal(new MemoryGallery(0), wish)).toMatchObject({ ok: false });
  });

  it('reads its own answers and no others', () => {
    const others = modes
      .filter((other) => other !== mode)
      .flatMap((other) => responses(deal({ ...settings, mode: other.name }, 1)[0]!));
    for (const said of responses(lots[0]!))
      expect(readResponse(mode, { ...said, judgmentId: 'x' }, lots[0]!)).toEqual(said);
    for (const said of others) expect(readResponse(mode, said, lots[0]!)).toBeNull();
  });

  it('has a column for each detail, described in the manual', () => {
    const manual = readFileSync(new URL('../../docs/judgments.md', import.meta.url), 'utf8');
    const names = mode.columns.map(({ name }) => name);
    for (const lot of lots)
      for (const said of responses(lot))
        expect(Object.keys(mode.record(said, lot).detail ?? {}).sort()).toEqual([...names].sort());
    for (const name of [...COLUMNS, ...names]) expect(manual).toContain(`\`${name}\``);
  });

  it('scores by a proper rule: of each answer, the expected points are highest for what one believes', () => {
    const timing = { elapsedMs: 1000, limitMs: null };
    for (const lot of lots)
      for (const said of responses(lot)) {
        const { right, points } = mode.score(said, lot, timing, settings);
        if (right === null) {
          expect(points).toBe(0);
          continue;
        }
        const sure = mode.sureness(said);
        const off = mode.name === 'twins' && !right ? 20 : 0;
        expect(points).toBe(Math.round(50 - 100 * (right ? 1 - sure : sure) ** 2) - off);
      }
    for (const belief of SURENESS_STOPS) {
      const expected = SURENESS_STOPS.map(
        (q) => belief * (50 - 100 * (1 - q) ** 2) + (1 - belief) * (50 - 100 * q ** 2),
      );
      expect(SURENESS_STOPS[expected.indexOf(Math.max(...expected))]).toBe(belief);
    }
  });
});

describe('walls', () => {
  const settings: RoomSettings = { ...DEFAULT_SETTINGS, dataset: DATASET, lots: 60 };
  const base = (id: string): string => id.split('~')[0]!;

  it('of twins: reals plain and planted and models, each pair and source as it is said', () => {
    const lots = deal({ ...settings, mode: 'twins', wallSize: 9 }, 3);
    const kinds = { planted: 0, real: 0, model: 0 };
    for (const lot of lots) {
      if (lot.kind !== 'twins') throw new Error('no wall of twins');
      expect(lot.pictures).toHaveLength(9);
      const [a, b] = lot.pair.map((place) => lot.pictures[place]!);
      expect(new Set(lot.pictures.map(base)).size).toBe(lot.planted ? 8 : 9);
      expect(base(a!) === base(b!)).toBe(lot.planted);
      expect(a).not.toBe(b);
      for (const id of lot.pictures)
        expect(gallery.provenance(id)!.modelId).toBe(lot.source.kind === 'real' ? null : lot.source.modelId);
      // What is said of planted walls says nothing of the originals.
      expect(MODES.twins.testimony({ pair: null, sure: 0.75 }, lot)).toEqual(
        lot.planted ? [] : [{ source: lot.source, said: false }],
      );
      kinds[lot.planted ? 'planted' : lot.source.kind === 'real' ? 'real' : 'model']++;
      if (lot.planted) expect(lot.source.kind).toBe('real');
    }
    for (const n of Object.values(kinds)) expect(n).toBeGreaterThan(8);
  });

  it('of variety: two sources, each wall of its own; one class where that is asked for', () => {
    const sides = new Set<string>();
    for (const lot of deal({ ...settings, mode: 'variety' }, 4)) {
      if (lot.kind !== 'variety') throw new Error('no two walls');
      const { left, right, pictures, layout } = lot;
      expect(left).not.toEqual(right);
      pictures.forEach((id, k) => {
        const source = k < layout.count ? left : right;
        expect(gallery.provenance(id)!.modelId).toBe(source.kind === 'real' ? null : source.modelId);
      });
      expect(new Set(pictures).size).toBe(2 * layout.count);
      const [more, less] = MODES.variety.testimony({ pRight: 0.05 }, lot);
      expect([more, less]).toEqual([
        { source: left, said: true },
        { source: right, said: false },
      ]);
      sides.add(left.kind === 'real' ? 'left' : right.kind === 'real' ? 'right' : 'neither');
    }
    expect([...sides].sort()).toEqual(['left', 'neither', 'right']);
  });
});
