import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../shared/domain/room.ts';
import type { Refusal } from '../../shared/protocol/codes.ts';
import type { JudgeMessage } from '../../shared/protocol/messages.ts';
import { judgeMessage } from '../../shared/protocol/messages.ts';
import type { JudgingView, RoomView } from '../../shared/protocol/view.ts';
import { serverClock } from './clock.ts';
import { connectOver } from './connection.ts';
import { MemoryTransport } from './memory.ts';
import { pendingJudgments } from './pending.ts';
import { randomUuid } from './seat.ts';

const view = (revision: number): JudgingView => ({
  phase: 'judging',
  code: 'K7QX4M',
  revision,
  serverNow: 1_000_000 + revision,
  viewer: { role: 'player', playerId: 'p', nickname: 'Ada', points: 0, rank: 1 },
  settings: DEFAULT_SETTINGS,
  locked: false,
  shown: null,
  shownPart: 0,
  paused: false,
  players: 1,
  connected: 1,
  solo: false,
  lot: 1,
  lots: 10,
  trial: { trialId: 't1', stimulus: { id: 's', url: 's/s.png', width: 28, height: 28 }, wall: null },
  endsAt: null,
  remainingMs: null,
  decided: 0,
  of: 1,
  mine: null,
});

/** sessionStorage of one tab. */
function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    key: (i) => [...kept.keys()][i] ?? null,
    get length() {
      return kept.size;
    },
  };
}

const judgment: Omit<Extract<JudgeMessage, { pFake: number }>, 'judgmentId'> = {
  trialId: 't1',
  pFake: 0.75,
  responseMs: 812.5,
  display: { size: 300, scale: 21, devicePixelRatio: 2, frames: 48, blurred: false, input: 'touch' },
};
const refusal = (code: Refusal['code']): Refusal => ({ ok: false, code, message: code });
const attach = { role: 'player', code: 'K7QX4M', token: 'a'.repeat(24) } as const;

function open(transport: MemoryTransport, kept: Storage | null = storage()) {
  let wake = (): void => undefined;
  const connection = connectOver(attach, {
    transport,
    storage: kept,
    retryMs: 5,
    onWake: (callback) => {
      wake = callback;
      return () => undefined;
    },
  });
  return { connection, wake: () => wake() };
}

const server = (more: ConstructorParameters<typeof MemoryTransport>[0] = {}) =>
  new MemoryTransport({
    attach: () => ({ ok: true, view: view(1) }),
    judge: (message) => ({ ok: true, judgmentId: message.judgmentId }),
    command: () => ({ ok: true }),
    clock: () => ({ serverNow: 1_000_000 }),
    ...more,
  });

const judgmentsAt = (transport: MemoryTransport) =>
  transport.arrived.filter((each) => each.kind === 'judge').map((each) => each.message as JudgeMessage);
const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

afterEach(() => vi.useRealTimers());

describe('a connection to a room', () => {
  it('attaches with the version and the token, and shows the view', async () => {
    const transport = server();
    const { connection } = open(transport);
    expect(connection.state.status).toBe('connecting');
    await settle();
    expect(transport.arrived[0]).toEqual({ kind: 'attach', message: { version: 1, ...attach } });
    expect(connection.state).toMatchObject({ status: 'live', view: { revision: 1 } });
  });

  it('drops a view that is older than the one shown', async () => {
    const transport = server({ attach: () => ({ ok: true, view: view(7) }) });
    const { connection } = open(transport);
    await settle();
    transport.push(view(6));
    expect(connection.state.view?.revision).toBe(7);
    transport.push(view(8));
    expect(connection.state.view?.revision).toBe(8);
  });

  it('keeps the view while the link is lost, and attaches again by itself', async () => {
    const transport = server();
    const { connection } = open(transport);
    await settle();
    transport.cut();
    expect(connection.state).toMatchObject({ status: 'lost', view: { revision: 1 } });
    transport.up();
    await settle();
    expect(connection.state.status).toBe('live');
    expect(transport.arrived.filter((each) => each.kind === 'attach')).toHaveLength(2);
  });

  it('sends a judgment that was cut off again with the same id, and tells its maker once', async () => {
    let first = true;
    const transport = server({
      judge: (message) => {
        if (!first) return { ok: true, judgmentId: message.judgmentId };
        first = false;
        return 'cut';
      },
    });
    const { connection } = open(transport);
    await settle();
    const told = vi.fn();
    void connection.judge(judgment).then(told);
    await settle();
    expect(connection.state.pending).toEqual([{ trialId: 't1', pFake: 0.75 }]);
    transport.up();
    await settle();
    const sent = judgmentsAt(transport);
    expect(sent).toHaveLength(2);
    expect(sent[0]).toEqual(sent[1]);
    expect(told).toHaveBeenCalledExactlyOnceWith({ ok: true, judgmentId: sent[0]!.judgmentId });
    expect(connection.state.pending).toEqual([]);
  });

  it('sends a judgment kept by a page that was reloaded, before anything is asked', async () => {
    const tab = storage();
    const gone = server({ judge: () => 'silence' });
    const before = open(gone, tab).connection;
    await settle();
    void before.judge(judgment);
    await settle();
    before.close();
    const transport = server();
    const { connection } = open(transport, tab);
    expect(connection.state.pending).toHaveLength(1);
    await settle();
    expect(judgmentsAt(transport)).toEqual(judgmentsAt(gone));
    expect(connection.state.pending).toEqual([]);
    expect(tab.length).toBe(0);
  });

  it('lets go of a judgment that is refused for good, and keeps one that is refused for now', async () => {
    const answers: Refusal[] = [refusal('server/storage'), refusal('protocol/too-fast'), refusal('judgment/too-late')];
    const transport = server({ judge: () => answers.shift() ?? refusal('judgment/other-trial') });
    const { connection } = open(transport);
    await settle();
    await expect(connection.judge(judgment)).resolves.toMatchObject({ code: 'judgment/too-late' });
    expect(judgmentsAt(transport)).toHaveLength(3);
    expect(connection.state.pending).toEqual([]);
  });

  it('is refused for good by an unknown seat, and closes', async () => {
    const transport = server({ attach: () => refusal('player/unknown') });
    const { connection } = open(transport);
    await settle();
    expect(connection.state).toMatchObject({ status: 'refused', refusal: { code: 'player/unknown' } });
    expect(transport.closed).toBe(true);
  });

  it('asks again where the server is only busy', async () => {
    const replies = [refusal('server/draining'), refusal('protocol/too-fast')];
    const transport = server({ attach: () => replies.shift() ?? { ok: true, view: view(3) } });
    const { connection } = open(transport);
    await vi.waitFor(() => expect(connection.state).toMatchObject({ status: 'live', view: { revision: 3 } }));
  });

  it('drops a link that is up but silent', async () => {
    vi.useFakeTimers();
    const transport = server({ attach: () => 'silence' });
    const { connection } = open(transport);
    await vi.advanceTimersByTimeAsync(8100);
    expect(transport.dropped).toBe(1);
    connection.close();
  });

  it('looks after a sleep whether the link still lives', async () => {
    const transport = server();
    const { wake } = open(transport);
    await settle();
    const asked = transport.arrived.length;
    wake();
    await settle();
    expect(transport.arrived.slice(asked).every((each) => each.kind === 'clock')).toBe(true);
    expect(transport.arrived.length).toBeGreaterThan(asked);
    transport.cut();
    wake();
    await settle();
    expect(transport.isUp).toBe(true);
  });

  it('refuses a command at once while the link is lost', async () => {
    const transport = server();
    const { connection } = open(transport);
    await settle();
    transport.cut();
    await expect(connection.command({ type: 'next' })).resolves.toMatchObject({ code: 'protocol/not-attached' });
    expect(transport.arrived.some((each) => each.kind === 'command')).toBe(false);
  });

  it('tells every listener now and at each change, until it stops', async () => {
    const transport = server();
    const { connection } = open(transport);
    const heard: (RoomView | null)[] = [];
    const stop = connection.subscribe((state) => heard.push(state.view));
    expect(heard).toEqual([null]);
    await settle();
    stop();
    transport.push(view(9));
    expect(heard.map((each) => each?.revision ?? null)).not.toContain(9);
  });
});

describe('the server clock', () => {
  it('trusts the quickest round trip', () => {
    let now = 0;
    const clock = serverClock(() => now);
    clock.measure(0, 5000, 400);
    clock.measure(1000, 6010, 1020);
    clock.measure(2000, 9000, 2900);
    now = 3000;
    expect(clock.now()).toBeCloseTo(8000, 6);
  });

  it('is never earlier than a message the server made', () => {
    const clock = serverClock(() => 100);
    clock.atLeast(5000);
    clock.atLeast(4000);
    expect(clock.now()).toBe(5000);
  });
});

describe('what is kept of a judgment', () => {
  it('is forgotten where it is not a judgment any more', () => {
    const tab = storage();
    tab.setItem('uncanny.pending.K7QX4M', JSON.stringify([{ judgmentId: 'no' }, 7]));
    expect(pendingJudgments('K7QX4M', tab).all()).toEqual([]);
    tab.setItem('uncanny.pending.K7QX4M', '{broken');
    expect(pendingJudgments('K7QX4M', tab).all()).toEqual([]);
  });

  it('has an id that the protocol takes', () => {
    const ids = new Set(Array.from({ length: 200 }, randomUuid));
    expect(ids.size).toBe(200);
    for (const judgmentId of ids) expect(judgeMessage.safeParse({ judgmentId, ...judgment }).success).toBe(true);
  });
});
