import { encodePng } from '../../server/gallery/png.ts';
import { rngFor } from '../../server/ml/random.ts';
import type {
  DealRequest,
  DealtPicture,
  DrawRequest,
  GalleryPort,
  Hanging,
  JudgmentRow,
  LogEntry,
  PictureSourcesPort,
  RoomJudgmentsPort,
  RoomLogPort,
  StoredRoom,
} from '../../server/rooms/ports.ts';
import { StorageError } from '../../server/rooms/ports.ts';

export const DATASET = 'testset';
const MODELS = ['model-a', 'model-b', 'model-c'];

/** A gallery of numbered pictures; the word in `pictureId` makes leaks findable. */
export class MemoryGallery implements GalleryPort, PictureSourcesPort {
  readonly pictures = new Map<string, DealtPicture>();
  readonly #painted = new Map<string, Uint8Array>();

  constructor(size = 300) {
    for (let i = 0; i < size; i++) {
      this.#hang({ kind: 'real', dataset: DATASET, label: String(i % 10) }, i);
      const modelId = MODELS[i % MODELS.length]!;
      this.#hang({ kind: 'fake', dataset: DATASET, label: null, modelId, generator: 'gaussian', step: 100 }, i);
    }
  }

  #hang(origin: DealtPicture['origin'], i: number): void {
    const pictureId = `secret-${origin.kind}-${i}`;
    this.pictures.set(pictureId, { pictureId, truth: origin.kind, origin, width: 28, height: 28 });
  }

  deal({ dataset, models, count, seed, exclude }: DealRequest): ReturnType<GalleryPort['deal']> {
    const rng = rngFor(seed, 'test deal');
    const free = [...this.pictures.values()].filter(
      ({ pictureId, origin }) =>
        origin.dataset === dataset &&
        !exclude.has(pictureId) &&
        (origin.kind === 'real' || models.length === 0 || models.includes(origin.modelId)),
    );
    const of = {
      real: free.filter(({ truth }) => truth === 'real'),
      fake: free.filter(({ truth }) => truth === 'fake'),
    };
    const available = Math.min(of.real.length, of.fake.length);
    if (available < count) return { ok: false, available };
    const pictures = Array.from({ length: count }, () => {
      const from = of[rng.uniform() < 0.5 ? 'real' : 'fake'];
      return from.splice(rng.int(from.length), 1)[0]!;
    });
    return { ok: true, pictures };
  }

  sources({ dataset, models }: Pick<DealRequest, 'dataset' | 'models'>): ReturnType<GalleryPort['sources']> {
    if (dataset !== DATASET || this.pictures.size === 0) return [];
    const chosen = MODELS.filter((id) => models.length === 0 || models.includes(id));
    return [
      { kind: 'real', dataset, label: null },
      ...chosen.map((modelId) => {
        return { kind: 'fake', dataset, label: null, modelId, generator: 'gaussian', step: 100 } as const;
      }),
    ];
  }

  classes(): readonly string[] {
    return [...'0123456789'];
  }

  draw({ modelId, label, count, seed, exclude }: DrawRequest): ReturnType<GalleryPort['draw']> {
    const rng = rngFor(seed, 'test draw');
    const free = [...this.pictures.values()].filter(
      ({ pictureId, origin }) =>
        (origin.kind === 'real' ? null : origin.modelId) === modelId &&
        (label === null || origin.label === label) &&
        !exclude.has(pictureId),
    );
    if (free.length < count) return { ok: false, available: free.length };
    return { ok: true, pictures: Array.from({ length: count }, () => free.splice(rng.int(free.length), 1)[0]!) };
  }

  twin(picture: DealtPicture, seed: number): DealtPicture {
    return { ...picture, pictureId: `${picture.pictureId}~${seed}` };
  }

  /** Noise of the picture's own; a twin is one grey lighter. */
  pixels(pictureId: string): Uint8Array | null {
    const [id, seed] = pictureId.split('~');
    if (!this.pictures.has(id!)) return null;
    const rng = rngFor('pixels', id!);
    let pixels = this.#painted.get(id!);
    if (!pixels) this.#painted.set(id!, (pixels = Uint8Array.from({ length: 28 * 28 }, () => rng.int(255))));
    return seed === undefined ? pixels : pixels.map((grey) => grey + 1);
  }

  encoded({ pictures }: Hanging): Buffer | null {
    const pixels = pictures.map((id) => this.pixels(id));
    if (pixels.includes(null)) return null;
    const under = Buffer.concat(pixels as Uint8Array[]); // one below the other
    return encodePng({ height: 28 * pixels.length, width: 28, channels: 1, pixels: under });
  }

  provenance(pictureId: string): ReturnType<PictureSourcesPort['provenance']> {
    const picture = this.pictures.get(pictureId.split('~')[0]!);
    if (!picture) return null;
    const modelId = picture.origin.kind === 'fake' ? picture.origin.modelId : null;
    return {
      dataset: DATASET,
      modelId,
      checkpointHash: modelId && 'c0ffee',
      seed: 1,
      index: 2,
      label: 3,
      pixelHash: 'beef',
    };
  }
}

/** The log in memory, as strict as the real one, and able to fail when told to. */
export class MemoryLog implements RoomLogPort, RoomJudgmentsPort {
  readonly rooms = new Map<
    string,
    {
      code: string;
      open: boolean;
      snapshot: { sequence: number; state: string };
      events: { sequence: number; event: string }[];
    }
  >();
  readonly rows: JudgmentRow[] = [];
  /** True for an append that the disk shall refuse. */
  fails: (entry: LogEntry) => boolean = () => false;
  /** Appends are answered in a later turn, as a disk does. */
  delayMs: number | null = null;

  async create({ roomId, code, state }: Parameters<RoomLogPort['create']>[0]): Promise<boolean> {
    if ([...this.rooms.values()].some((room) => room.open && room.code === code)) return false;
    this.rooms.set(roomId, { code, open: true, snapshot: { sequence: 0, state: JSON.stringify(state) }, events: [] });
    return true;
  }

  async append(entry: LogEntry): Promise<void> {
    if (this.delayMs !== null) await new Promise((resolve) => setTimeout(resolve, this.delayMs!));
    else await Promise.resolve();
    const room = this.rooms.get(entry.roomId)!;
    const last = room.events.at(-1)?.sequence ?? room.snapshot.sequence;
    if (entry.sequence !== last + 1) throw new StorageError(`expected event ${last + 1}, got ${entry.sequence}`);
    if (this.fails(entry)) throw new StorageError('The disk is full.');
    for (const row of entry.judgments) {
      if (this.rows.some(({ playerId, trialId }) => playerId === row.playerId && trialId === row.trialId)) {
        throw new StorageError('judged twice');
      }
    }
    room.events.push({ sequence: entry.sequence, event: JSON.stringify(entry.event) });
    this.rows.push(...entry.judgments);
  }

  async snapshot(roomId: string, sequence: number, state: unknown): Promise<void> {
    const room = this.rooms.get(roomId)!;
    room.snapshot = { sequence, state: JSON.stringify(state) };
    room.events = room.events.filter((event) => event.sequence > sequence);
  }

  async close(roomId: string): Promise<void> {
    this.rooms.get(roomId)!.open = false;
  }

  async openRooms(): Promise<readonly StoredRoom[]> {
    return [...this.rooms].flatMap(([roomId, { open, code, snapshot, events }]) =>
      open
        ? [
            {
              roomId,
              code,
              snapshot: { sequence: snapshot.sequence, state: JSON.parse(snapshot.state) as unknown },
              events: events.map(({ sequence, event }) => ({ sequence, event: JSON.parse(event) as unknown })),
            },
          ]
        : [],
    );
  }

  async judgmentsOf(roomId: string): Promise<readonly JudgmentRow[]> {
    return this.rows.filter((row) => row.roomId === roomId);
  }
}
