import type { Estimate } from '../intervals/estimate.ts';
import { jackknife } from '../intervals/jackknife.ts';
import type { ImageJudgment } from './judgments.ts';

/**
 * Excess agreement of neighbours: how much oftener two players of one room agree about a picture than two players of
 * different rooms do about the same picture. 0 where nobody looks over a shoulder. Interval over rooms, each left out in turn.
 *
 * Pictures weigh by their pairs within rooms; those without pairs of both kinds say nothing. null where there are none.
 */
export function excessAgreement(rows: readonly ImageJudgment[]): (Estimate & { readonly pairs: number }) | null {
  const { images, rooms } = tally(rows);
  const all = new Sum();
  for (const image of images) all.add(image, 1);
  if (all.pairs === 0) return null;
  const without = (r: number): number => {
    const rest = all.copy();
    for (const [image, counts] of rooms[r]!) {
      rest.add(image, -1);
      rest.add(less(image, counts), 1);
    }
    return rest.value;
  };
  return { ...jackknife(all.value, without, rooms.length), pairs: all.pairs };
}

/** Answers of one room about one picture. */
interface Answers {
  real: number;
  fake: number;
}

/** Answers about one picture, and agreeing and all pairs within rooms. */
interface ImageSums extends Answers {
  agreeing: number;
  within: number;
}

const pairsOf = (n: number): number => (n * (n - 1)) / 2;

class Sum {
  excess = 0;
  pairs = 0;

  add({ real, fake, agreeing, within }: ImageSums, times: 1 | -1): void {
    const across = pairsOf(real + fake) - within;
    if (within === 0 || across === 0) return;
    const agreeingAcross = pairsOf(real) + pairsOf(fake) - agreeing;
    this.excess += times * (agreeing - (within * agreeingAcross) / across);
    this.pairs += times * within;
  }

  get value(): number {
    return this.excess / this.pairs;
  }

  copy(): Sum {
    return Object.assign(new Sum(), { excess: this.excess, pairs: this.pairs });
  }
}

function less(image: ImageSums, { real, fake }: Answers): ImageSums {
  return {
    real: image.real - real,
    fake: image.fake - fake,
    agreeing: image.agreeing - pairsOf(real) - pairsOf(fake),
    within: image.within - pairsOf(real + fake),
  };
}

function tally(rows: readonly ImageJudgment[]): { images: ImageSums[]; rooms: Map<ImageSums, Answers>[] } {
  const images = new Map<string, ImageSums>();
  const rooms = new Map<string, Map<ImageSums, Answers>>();
  for (const { image: name, room: roomName = '', fake } of rows) {
    let image = images.get(name);
    if (!image) images.set(name, (image = { real: 0, fake: 0, agreeing: 0, within: 0 }));
    let room = rooms.get(roomName);
    if (!room) rooms.set(roomName, (room = new Map()));
    let answers = room.get(image);
    if (!answers) room.set(image, (answers = { real: 0, fake: 0 }));
    const kind = fake ? 'fake' : 'real';
    image.agreeing += answers[kind];
    image.within += answers.real + answers.fake;
    answers[kind]++;
    image[kind]++;
  }
  return { images: [...images.values()], rooms: [...rooms.values()] };
}
