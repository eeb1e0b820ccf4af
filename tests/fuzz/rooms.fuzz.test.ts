import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CONFIDENCE_STOPS } from '../../shared/domain/judgment.ts';
import { gameMode } from '../../shared/domain/room.ts';
import type { RoomView } from '../../shared/protocol/view.ts';
import { rngFor } from '../../server/ml/random.ts';
import type { Connection } from '../../server/rooms/broadcast.ts';
import { LiveRoom } from '../../server/rooms/live-room.ts';
import { SILENT } from '../../server/rooms/observer.ts';
import { replay, Rooms } from '../../server/rooms/rooms.ts';
import { DATASET, MemoryGallery, MemoryLog } from '../rooms/memory-ports.ts';
import { SHOWN, START_AT, uuid } from '../rooms/table.ts';

const PLAYS = 16;
const MOVES = 150;
const FIRST = Number(process.env['FUZZ_SEED'] ?? 0);
const COUNT = Number(process.env['FUZZ_PLAYS'] ?? PLAYS);

beforeEach(() => void vi.useFakeTimers({ now: START_AT }));
afterEach(() => void vi.useRealTimers());

class Phone implements Connection {
  readonly watcher;
  view: RoomView | null = null;
  released = false;
  constructor(readonly playerId: string) {
    this.watcher = { role: 'player', playerId } as const;
  }
  send(view: RoomView): void {
    expect(view.revision).toBeGreaterThanOrEqual(this.view?.revision ?? 0);
    this.view = view;
  }
  release(): void {
    this.released = true;
  }
}

/** Plays a room with a disk that is slow and now and then full, and a server that is killed now and then; the judgments kept. */
async function play(seed: number): Promise<number> {
  const rng = rngFor('rooms', seed);
  const log = new MemoryLog();
  log.delayMs = 2;
  let trouble = false;
  log.fails = () => trouble && rng.uniform() < 0.5;
  const deps = { log, gallery: new MemoryGallery(), observer: SILENT, now: Date.now };
  let rooms = new Rooms(deps);
  await rooms.recover();
  const mode = gameMode.options[rng.int(3)]!;
  const responses = {
    verdict: { pFake: CONFIDENCE_STOPS[rng.int(6)]! },
    twins: { pair: [1, 2 + rng.int(14)] as [number, number], sure: 0.75 },
    variety: { pRight: CONFIDENCE_STOPS[rng.int(6)]! },
  };
  const made = rooms.create({
    mode,
    dataset: DATASET,
    lots: 4,
    seconds: rng.uniform() < 0.5 ? 8 : null,
    dealing: rng.uniform() < 0.5 ? 'same' : 'own',
    autoNextSeconds: rng.uniform() < 0.5 ? 2 : null,
  });
  await vi.advanceTimersByTimeAsync(5);
  const created = await made;
  if (!created.ok) throw new Error(created.message);
  const find = (): LiveRoom => {
    const found = rooms.find(created.code);
    if (!(found instanceof LiveRoom)) throw new Error(found.message);
    return found;
  };
  const phones: Phone[] = [];
  const tokens = new Map<string, string>();
  /** Judgments by key: true once acknowledged, false when refused, null while nobody knows. */
  const judged = new Map<string, boolean | null>();
  const anyPhone = (): Phone | undefined => phones[rng.int(phones.length)];
  const attach = (playerId: string): void => {
    const phone = new Phone(playerId);
    phones.push(phone);
    void find().attach(phone);
  };
  const moves: readonly (() => void)[] = [
    () =>
      void find()
        .join({ nickname: `n${rng.int(30)}`, deviceId: `device ${rng.int(1e6)}`, language: 'en', connected: true })
        .then((seat) => {
          if (!seat.ok) return;
          tokens.set(seat.playerId, seat.token);
          attach(seat.playerId);
        }),
    () => {
      const phone = anyPhone();
      if (!phone) return;
      phones.splice(phones.indexOf(phone), 1);
      find().detach(phone);
    },
    () => {
      const [playerId, token] = [...tokens][rng.int(tokens.size)] ?? [];
      if (playerId && token && find().playerOf(token).ok) attach(playerId);
    },
    ...Array.from({ length: 5 }, () => () => {
      const phone = anyPhone();
      const view = phone?.view;
      if (!phone || view?.phase !== 'judging' || !view.trial) return;
      const judgment = {
        judgmentId: uuid(),
        trialId: view.trial.trialId,
        ...responses[mode],
        responseMs: 1,
        display: SHOWN,
      };
      const key = `${phone.playerId} ${judgment.trialId} ${judgment.judgmentId}`;
      judged.set(key, null);
      // Twice at once, as a phone does whose network is bad.
      for (const room of [find(), find()]) {
        void room.judge(phone.playerId, judgment).then(({ ok }) => judged.set(key, judged.get(key) || ok));
      }
    }),
    ...(['start', 'next', 'pause', 'resume', 'resume', 'closeLot', 'again'] as const).map(
      (type) => () => void find().command(null, { type }),
    ),
    () => {
      trouble = rng.uniform() < 0.3;
    },
  ];
  for (let i = 0; i < MOVES; i++) {
    moves[rng.int(moves.length)]!();
    await vi.advanceTimersByTimeAsync(rng.uniform() < 0.6 ? 0 : rng.int(1500));
    if (rng.uniform() > 0.04) continue;
    // Killed: nothing is flushed, all timers and unanswered promises die with the process.
    vi.clearAllTimers();
    phones.length = 0;
    trouble = false;
    rooms = new Rooms(deps);
    const recovered = rooms.recover();
    await vi.advanceTimersByTimeAsync(50);
    await recovered;
  }
  trouble = false;
  await vi.advanceTimersByTimeAsync(100);
  const { state } = find();
  const rows = new Set(log.rows.map((row) => `${row.playerId} ${row.trialId} ${row.judgmentId}`));
  expect(rows.size).toBe(log.rows.length);
  for (const [key, acknowledged] of judged)
    if (acknowledged === true && !rows.has(key)) throw new Error(`lost: ${key}`);
  for (const key of rows) if (judged.get(key) === false) throw new Error(`refused and yet kept: ${key}`);
  const [stored] = await log.openRooms();
  expect(isDeepStrictEqual(replay(stored!), JSON.parse(JSON.stringify(state)))).toBe(true);
  await Promise.all([rooms.drain(), vi.advanceTimersByTimeAsync(50)]);
  vi.clearAllTimers();
  return rows.size;
}

describe('whatever happens to a room and its disk', () => {
  it(`loses and doubles nothing (seeds ${FIRST} to ${FIRST + COUNT - 1})`, async () => {
    let kept = 0;
    for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
      kept += await play(seed).catch((error: unknown) => {
        throw new Error(`seed ${seed}: ${(error as Error).message}`, { cause: error });
      });
    }
    expect(kept).toBeGreaterThan(3 * COUNT);
  }, 600_000);
});
