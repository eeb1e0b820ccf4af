import { rngFor } from '../../../shared/random.ts';
import { analyseBoard, type Judged } from '../../board/analysis.ts';
import type { Judgment } from '../../board/judgments.ts';
import { REAL, type TwinsJudgment, type VarietyJudgment } from '../../board/walls.ts';
import type { BenchRow } from './row.ts';

const ROOMS = 400;
const PLAYERS = 30;
const LOTS = 15;
const MODELS = Array.from({ length: 12 }, (_, m) => `model-${String(m).padStart(2, '0')}`);

/** Views of a board of 400 rooms and 180,000 judgments made up here, half of them of walls; reading rows is not in it. */
export async function run({ log }: { log: (line: string) => void }): Promise<BenchRow[]> {
  const judged = madeUp();
  const backdrop = { classes: ['0', '1'], scores: new Map(), realism: new Map() };
  const rows: BenchRow[] = [];
  for (const [name, filter] of [
    ['everybody, the first time', {}],
    ['everybody, again', {}],
    ['verdicts alone', { mode: 'verdict' }],
  ] as const) {
    const start = performance.now();
    const { facets } = analyseBoard(judged, filter, backdrop);
    const value = (performance.now() - start) / 1000;
    log(`${name}: ${facets.people} judgments, ${value.toFixed(2)} s`);
    rows.push({ name, value, unit: 's' });
  }
  return Promise.resolve(rows);
}

/** Rooms of verdicts, of twins and of compared walls, 2 : 1 : 1; every other room is shown the same things. */
function madeUp(): Judged {
  const rng = rngFor('bench', 'board');
  const [pictures, walls]: [Judgment[], (TwinsJudgment | VarietyJudgment)[]] = [[], []];
  const below = (n: number): number => Math.floor(rng.uniform() * n);
  for (let r = 0; r < ROOMS; r++)
    for (let p = 0; p < PLAYERS; p++)
      for (let trial = 1; trial <= LOTS; trial++) {
        const at = r * 1e6 + trial * 1e3;
        const who = { participant: `p${r}-${p}`, room: `r${r}`, code: `R${r}`, game: 1, trial, at, simulated: false };
        const asked = { ...who, responseMs: 1000, label: null };
        const wall = r % 8 < 4 ? `w${r}-${trial}` : `w${r}-${trial}-${p}`;
        const [m, other] = [(r + trial) % MODELS.length, (r + 5 * trial + 1) % MODELS.length];
        const chance = (m + 1) / (2 * MODELS.length);
        if (r % 4 < 2) {
          const truth = trial % 2 === 0 ? 'real' : 'fake';
          const fooled = rng.uniform() < (truth === 'fake' ? chance : 0.3);
          const response = fooled === (truth === 'fake') ? 'real' : 'fake';
          const model = truth === 'fake' ? MODELS[m]! : null;
          const image = `i${m}-${below(200)}`;
          pictures.push({ ...asked, mode: 'verdict', truth, model, response, pFake: 0.75, image });
        } else if (r % 4 === 2) {
          const model = trial % 5 === 0 ? REAL : MODELS[m]!;
          const pairs = Number(rng.uniform() < chance);
          const seen = { size: 16, planted: 0, plantedFound: 0, pairs, comparisons: 120, pair: null, sure: 0.75 };
          walls.push({ ...asked, ...seen, mode: 'twins', wall, model, pictures: '' });
        } else {
          const winner = rng.uniform() < 0.5 + (m - other) / 30 ? 'left' : 'right';
          const sides = { left: MODELS[m]!, right: MODELS[other]!, winner, pRight: 0.5, size: 16 } as const;
          const hung = { leftSpread: 1, rightSpread: 1, leftPictures: '', rightPictures: '' };
          walls.push({ ...asked, ...sides, ...hung, mode: 'variety', wall });
        }
      }
  return { pictures, walls };
}
