import { describe, expect, it } from 'vitest';
import { playGame } from '../../server/cli/crowd/game.ts';
import { looksOf } from '../../server/cli/crowd/looks.ts';
import { characterOf, simulatedMind } from '../../server/cli/crowd/mind.ts';
import { encodePng } from '../../server/gallery/png.ts';
import { drawStroke } from '../../server/ml/datasets/strokes/index.ts';
import type { VerdictResponse } from '../../shared/domain/judgment.ts';
import { rngFor } from '../../shared/random.ts';
import { serve } from '../rooms/harness.ts';
import { DATASET, MemoryLog } from '../rooms/memory-ports.ts';

const grey = (pixels: Uint8Array): Buffer => encodePng({ height: 28, width: 28, channels: 1, pixels });
const stroke = (i: number): Uint8Array => drawStroke('crowd test', i).image;

/** A stroke with grey noise over it, as much as `amount` of full ink. */
function spoilt(i: number, amount: number): Uint8Array {
  const rng = rngFor('spoilt', i);
  return stroke(i).map((value) => Math.max(0, Math.min(255, Math.round(value + 255 * amount * rng.normal()))));
}

describe('the looks of a picture', () => {
  it('grow with noise: haze and dust', () => {
    const clean = looksOf(grey(stroke(1)));
    const noisy = looksOf(grey(spoilt(1, 0.2)));
    expect(noisy.haze).toBeGreaterThan(clean.haze);
    expect(noisy.dust).toBeGreaterThan(clean.dust);
    expect(clean.dust).toBe(0);
  });

  it('are told of an empty picture too', () => {
    expect(looksOf(grey(new Uint8Array(784)))).toEqual({ haze: 0, roughness: 0, dust: 0 });
  });
});

describe('a simulated player', () => {
  /** Share of pictures that 20 players call genuine. */
  async function calledGenuine(pixels: (i: number) => Uint8Array): Promise<number> {
    let genuine = 0;
    for (let player = 0; player < 20; player++) {
      const mind = simulatedMind(characterOf(0, 0, player), 0, 0, player);
      for (let i = 0; i < 15; i++) {
        const trial = { trialId: `t${i}`, stimulus: { id: 's', url: 's/s.png', width: 28, height: 28 }, wall: null };
        const decision = await mind.judge(trial, async () => grey(pixels(15 * player + i)));
        if ((decision!.said as VerdictResponse).pFake < 0.5) genuine++;
      }
    }
    return genuine / 300;
  }

  it('is fooled less the worse the pictures are, and believes most genuine ones', async () => {
    const [real, slightly, badly] = [
      await calledGenuine(stroke),
      await calledGenuine((i) => spoilt(i, 0.02)),
      await calledGenuine((i) => spoilt(i, 0.2)),
    ];
    expect(real).toBeGreaterThan(0.55);
    expect(slightly).toBeLessThan(real);
    expect(badly).toBeLessThan(slightly);
    expect(badly).toBeLessThan(0.25);
  });

  it('is the same for the same seed', () => {
    expect(characterOf(3, 1, 2)).toEqual(characterOf(3, 1, 2));
    expect(characterOf(3, 1, 2)).not.toEqual(characterOf(4, 1, 2));
  });
});

describe('a crowd', () => {
  it.each(['same', 'own'] as const)('plays a whole game over sockets, and every row says so (%s)', async (dealing) => {
    const log = new MemoryLog();
    const served = await serve({ log });
    try {
      const lots: number[] = [];
      const { judgments, refused } = await playGame({
        url: served.url,
        settings: { dataset: DATASET, lots: 4, dealing },
        players: Array.from({ length: 6 }, (_, i) => ({
          nickname: `crowd 0${i + 1}`,
          mind: simulatedMind(characterOf(0, 0, i), 10, 0, i),
        })),
        onLot: (_code, lot) => lots.push(lot),
      });
      expect([judgments, refused, lots]).toEqual([24, [], [1, 2, 3, 4]]);
      const { rows } = log;
      expect(rows).toHaveLength(24);
      expect(rows.every(({ display }) => display.input === 'program')).toBe(true);
      expect(served.rooms.openCount).toBe(0);
    } finally {
      await served.stop();
    }
  });

  it('says in one sentence why a game cannot be played', async () => {
    const served = await serve({ log: new MemoryLog() });
    try {
      const game = playGame({
        url: served.url,
        settings: { dataset: DATASET, lots: 500 },
        players: [],
      });
      await expect(game).rejects.toThrow(/lots/);
    } finally {
      await served.stop();
    }
  });
});
