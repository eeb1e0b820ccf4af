import type { Draws } from '../numeric/draws.ts';
import type { VerdictRow } from '../verdict/row.ts';

/** Players who judge fakes of some models and real pictures. */
export interface VerdictDesign {
  readonly rooms: number;
  /** In each room. */
  readonly players: number;
  /** d' of an average player for each model. */
  readonly models: Readonly<Record<string, number>>;
  /** Judgments of fakes of each model, and of reals, by each player. */
  readonly fakes: number;
  readonly reals: number;
  /** Standard deviations between players of bias and of d', between rooms of bias, between pictures. */
  readonly bias?: number;
  readonly skill?: number;
  readonly roomBias?: number;
  readonly picture?: number;
  /** Chance that a player gives the answer of the room's first player. */
  readonly copying?: number;
}

/** Equal-variance signal detection: 'fake' where evidence, bias and noise are above 0. */
export function simulateVerdicts(design: VerdictDesign, { normal, chance, int }: Draws): VerdictRow[] {
  const { rooms, players, models, fakes, reals } = design;
  const { bias = 0.3, skill = 0.4, roomBias = 0, picture = 0, copying = 0 } = design;
  const rows: VerdictRow[] = [];
  const pictures = Object.entries(models).flatMap(([model, d]) =>
    Array.from({ length: fakes }, (_, i) => ({ model, d, image: `${model} ${i}`, look: picture * normal() })),
  );
  const realPictures = Array.from({ length: reals }, (_, i) => ({
    model: null,
    d: null,
    image: `real ${i}`,
    look: picture * normal(),
  }));
  for (let r = 0; r < rooms; r++) {
    const drift = roomBias * normal();
    const first = new Map<string, VerdictRow>();
    for (let p = 0; p < players; p++) {
      const own = drift + bias * normal();
      const better = skill * normal();
      for (const { model, d, image, look } of [...pictures, ...realPictures]) {
        const evidence = own + look + (d === null ? 0 : d + better) - 0.5 + normal();
        const row: VerdictRow = {
          participant: `p${p}`,
          room: `r${r}`,
          model,
          image,
          truth: model === null ? 'real' : 'fake',
          response: evidence > 0 ? 'fake' : 'real',
          confidence: Math.min(3, Math.floor(2 * Math.abs(evidence))),
        };
        const copied = p > 0 && chance(copying) ? first.get(image)! : null;
        if (p === 0) first.set(image, row);
        rows.push(copied ? { ...row, response: copied.response, confidence: int(4) } : row);
      }
    }
  }
  return rows;
}
