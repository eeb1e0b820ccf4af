import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RoomView } from '../../shared/protocol/view.ts';
import { openStore } from '../../server/store/store.ts';
import { Device, hostRoom, serve } from './harness.ts';
import { DATASET } from './memory-ports.ts';
import { refused, uuid } from './table.ts';
import { logOf, useServer } from './use-server.ts';

const { device, rowsOf, seat, served, devices } = useServer();

describe('a whole game', () => {
  it('is played by three and their host, and every judgment is on disk', async () => {
    const { code, host } = await hostRoom(served().url, { lots: 2 });
    devices.push(host);
    const players = await Promise.all(['ann', 'bob', '지우'].map((name) => seat(code, name)));
    const wall = device();
    expect(await wall.attach({ role: 'wall', code })).toMatchObject({ ok: true });
    await host.until('lobby', (view) => view.players === 3 && view.connected === 3);
    expect(await host.command({ type: 'start' })).toEqual({ ok: true });
    for (const lot of [1, 2]) {
      await wall.until('judging', (view) => view.lot === lot && view.trial !== null);
      for (const [i, player] of players.entries()) {
        await player.device.until('judging', (view) => view.lot === lot);
        expect(await player.device.judge([0.05, 0.95, 0.75][i]!)).toMatchObject({ ok: true });
      }
      const reveals = await Promise.all(
        players.map((player) => player.device.until('reveal', (view) => view.lot === lot)),
      );
      for (const reveal of reveals)
        expect(reveal.mine).toMatchObject({
          right: reveal.truth === (reveal.mine && 'pFake' in reveal.mine && reveal.mine.pFake > 0.5 ? 'fake' : 'real'),
        });
      expect((await host.until('reveal')).split).toEqual([1, 0, 0, 0, 1, 1]);
      expect(await host.command({ type: 'next' })).toEqual({ ok: true });
    }
    const podium = await players[0]!.device.until('podium');
    expect(podium.mine).toHaveLength(2);
    expect(podium.accuracy.n).toBe(6);
    const rows = await rowsOf(code);
    expect(rows).toHaveLength(6);
    for (const player of players) {
      const points = rows
        .filter(({ playerId }) => playerId === player.playerId)
        .reduce((sum, row) => sum + row.points, 0);
      expect((await player.device.until('podium')).viewer).toMatchObject({ points });
    }
    expect(served().warnings).toEqual([]);
  });

  it('is played alone after one request', async () => {
    const response = await fetch(new URL('api/solo', served().url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ language: 'ko', settings: { dataset: DATASET, lots: 2 } }),
    });
    const { code, token } = (await response.json()) as { code: string; token: string };
    const alone = device();
    expect(await alone.attach({ role: 'player', code, token })).toMatchObject({
      ok: true,
      view: { phase: 'judging', solo: true },
    });
    for (const lot of [1, 2]) {
      await alone.until('judging', (view) => view.lot === lot);
      expect(await alone.judge(0.75)).toMatchObject({ ok: true });
      await alone.until('reveal');
      expect(await alone.command({ type: 'next' })).toEqual({ ok: true });
    }
    expect((await alone.until('podium')).viewer).toMatchObject({ nickname: '나' });
  });
});

describe('coming back', () => {
  it('finds the same seat, trial and judgment in every phase', async () => {
    const { code, host } = await hostRoom(served().url, { dealing: 'own' });
    devices.push(host);
    const { device: first, token, playerId } = await seat(code, 'ann');
    await seat(code, 'bob');
    let last = first;
    const back = async (): Promise<RoomView> => {
      last.close();
      last = device();
      const reply = await last.attach({ role: 'player', code, token });
      if (!reply.ok) throw new Error(reply.message);
      expect(reply.view.viewer).toMatchObject({ role: 'player', playerId, nickname: 'ann' });
      return reply.view;
    };
    expect(await back()).toMatchObject({ phase: 'lobby', players: 2 });
    await host.command({ type: 'start' });
    const open = await last.until('judging');
    expect(await back()).toMatchObject({ phase: 'judging', trial: open.trial, mine: null });
    expect(await last.judge(0.25)).toMatchObject({ ok: true });
    expect(await back()).toMatchObject({ phase: 'judging', trial: open.trial, mine: { pFake: 0.25 } });
    await host.command({ type: 'pause' });
    expect(await back()).toMatchObject({ phase: 'judging', paused: true });
    await host.command({ type: 'resume' });
    await host.command({ type: 'closeLot' });
    expect(await back()).toMatchObject({ phase: 'reveal', mine: { pFake: 0.25 }, trial: open.trial });
    await host.command({ type: 'end' });
    expect(await back()).toMatchObject({ phase: 'podium', mine: [{ lot: 1, pFake: 0.25 }] });
    await host.command({ type: 'close' });
    const late = device();
    refused(await late.attach({ role: 'player', code, token }), 'room/closed');
  });

  it('continues after the server was away, with a second device as host', async () => {
    const own = mkdtempSync(join(tmpdir(), 'uncanny-rooms-'));
    const firstStore = await openStore(own);
    const before = await serve({ log: logOf(firstStore) });
    const { code, secret, host } = await hostRoom(before.url, { seconds: 20 });
    const ann = new Device(before.url);
    const seated = await ann.join(code, 'ann');
    const bob = new Device(before.url);
    await bob.join(code, 'bob');
    await host.command({ type: 'start' });
    const trial = (await ann.until('judging')).trial;
    expect(await ann.judge(0.95)).toMatchObject({ ok: true });
    await before.stop();
    await firstStore.close();
    for (const gone of [host, ann, bob]) gone.close();

    const secondStore = await openStore(own);
    const after = await serve({ log: logOf(secondStore) });
    const again = new Device(after.url);
    expect(await again.attach({ role: 'player', code, token: seated.ok ? seated.token : '' })).toMatchObject({
      ok: true,
      view: { phase: 'judging', trial, mine: { pFake: 0.95 } },
    });
    const console = new Device(after.url);
    expect(await console.attach({ role: 'host', code, secret })).toMatchObject({ ok: true });
    expect(await console.command({ type: 'closeLot' })).toEqual({ ok: true });
    await again.until('reveal');
    for (const open of [again, console]) open.close();
    await after.stop();
    await secondStore.close();
    rmSync(own, { recursive: true });
  });

  it('works over long polling', async () => {
    const { code, host } = await hostRoom(served().url);
    devices.push(host);
    const polling = new Device(served().url, { transports: ['polling'] });
    devices.push(polling);
    expect(await polling.join(code, 'ann')).toMatchObject({ ok: true });
    await host.command({ type: 'start' });
    await polling.until('judging');
    expect(await polling.judge(0.55)).toMatchObject({ ok: true });
  });
});

describe('two rooms', () => {
  it('do not hear each other', async () => {
    const one = await hostRoom(served().url);
    const two = await hostRoom(served().url);
    devices.push(one.host, two.host);
    const { device: listener } = await seat(two.code, 'ann');
    await listener.until('lobby', (view) => view.connected === 1);
    await seat(one.code, 'bob');
    await one.host.command({ type: 'start' });
    await one.host.until('judging');
    await new Promise((resolve) => setTimeout(resolve, 150));
    for (const view of [...listener.views, ...two.host.views]) expect(view.code).toBe(two.code);
    expect(listener.view.phase).toBe('lobby');
  });
});

describe('several tabs of one player', () => {
  it('are one player, and one of them may close', async () => {
    const { code, host } = await hostRoom(served().url);
    devices.push(host);
    const { device: tab, token } = await seat(code, 'ann');
    const other = device();
    await other.attach({ role: 'player', code, token });
    await host.command({ type: 'start' });
    await tab.until('judging');
    expect(await tab.judge(0.75)).toMatchObject({ ok: true });
    await other.until('judging', (view) => view.mine !== null && 'pFake' in view.mine && view.mine.pFake === 0.75);
    tab.close();
    expect(await other.judge(0.25)).toMatchObject({ ok: false, code: 'judgment/already-given' });
    expect(await host.until('reveal', (view) => view.connected === 1)).toMatchObject({ players: 1 });
  });
});

describe('judgments', () => {
  it('count once however often they are sent, and late ones are refused', async () => {
    const { code, host } = await hostRoom(served().url);
    devices.push(host);
    const { device: ann } = await seat(code, 'ann');
    await seat(code, 'bob');
    await host.command({ type: 'start' });
    const { trial } = await ann.until('judging');
    const judgmentId = uuid();
    const replies = await Promise.all(Array.from({ length: 5 }, () => ann.judge(0.75, { judgmentId })));
    for (const reply of replies) expect(reply).toEqual({ ok: true, judgmentId });
    expect(await rowsOf(code)).toHaveLength(1);
    await host.command({ type: 'closeLot' });
    await ann.until('reveal');
    expect(await ann.judge(0.75, { judgmentId, trialId: trial!.trialId })).toEqual({ ok: true, judgmentId });
    refused(await ann.judge(0.75, { trialId: trial!.trialId }), 'judgment/too-late');
    await host.command({ type: 'next' });
    await ann.until('judging');
    refused(await ann.judge(0.75, { judgmentId }), 'judgment/other-trial');
    expect(await rowsOf(code)).toHaveLength(1);
  });

  it('with an id from another room are a judgment like any other', async () => {
    const judgmentId = uuid();
    for (const round of [1, 2]) {
      const { code, host } = await hostRoom(served().url);
      devices.push(host);
      const { device: ann } = await seat(code, `ann ${round}`);
      await host.command({ type: 'start' });
      await ann.until('judging');
      expect(await ann.judge(0.75, { judgmentId })).toMatchObject({ ok: true });
      expect(await rowsOf(code)).toHaveLength(1);
    }
  });
});

describe('the end', () => {
  it('sends the kicked away and lets them hear no more', async () => {
    const { code, host } = await hostRoom(served().url);
    devices.push(host);
    const { device: ann, playerId, token } = await seat(code, 'ann');
    expect(await host.command({ type: 'kick', playerId })).toEqual({ ok: true });
    await ann.until('closed', (view) => view.reason === 'kicked');
    const heard = ann.views.length;
    refused(await ann.judge(0.75), 'room/kicked');
    refused(await device().attach({ role: 'player', code, token }), 'room/kicked');
    await host.command({ type: 'start' });
    await host.until('judging');
    expect(ann.views).toHaveLength(heard);
  });

  it('closes the room for all, and the host may still fetch the rows', async () => {
    const { code, host, secret } = await hostRoom(served().url);
    devices.push(host);
    const { device: ann } = await seat(code, '=cmd|1');
    await host.command({ type: 'start' });
    await ann.until('judging');
    await ann.judge(0.75);
    await host.command({ type: 'close' });
    await ann.until('closed', (view) => view.reason === 'ended');
    refused(await ann.judge(0.75), 'room/closed');
    refused(await device().join(code, 'bob'), 'room/closed');
    const url = new URL(`api/rooms/${code}/judgments.csv`, served().url);
    expect((await fetch(url)).status).toBe(403);
    const csv = await (await fetch(url, { headers: { 'x-host-secret': secret } })).text();
    const lines = csv.trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(`"'=cmd|1"`);
  });
});
