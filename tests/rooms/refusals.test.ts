import { describe, expect, it } from 'vitest';
import { hostRoom } from './harness.ts';
import { refused, SHOWN, uuid } from './table.ts';
import { useServer } from './use-server.ts';

const { device, seat, served, devices } = useServer();

describe('refusals', () => {
  it('name what is wrong, whatever comes', async () => {
    const { code, host, secret } = await hostRoom(served().url);
    devices.push(host);
    const stray = device();
    refused(
      await stray.ask('judge', { judgmentId: uuid(), trialId: 'x', pFake: 0.75, responseMs: 1, display: SHOWN }),
      'protocol/not-attached',
    );
    refused(await stray.ask('command', { type: 'start' }), 'protocol/not-attached');
    refused(await stray.ask('join', { version: 99, anything: true }), 'protocol/version');
    refused(await stray.ask('attach', { version: 0, role: 'wall', code }), 'protocol/version');
    for (const broken of [
      undefined,
      null,
      7,
      'x',
      [],
      {},
      { version: 1, code },
      { version: 1, code, nickname: { $ne: 1 }, deviceId: 'x'.repeat(9), language: 'en' },
    ]) {
      refused(await stray.ask('join', ...(broken === undefined ? [] : [broken])), 'protocol/malformed');
    }
    refused(await stray.ask('nonsense', 1, 2), 'protocol/malformed');
    refused(await stray.ask('toString'), 'protocol/malformed');
    refused(await stray.join('O0', 'ann'), 'room/bad-code');
    refused(await stray.join('AAAAAA', 'ann'), 'room/unknown');
    refused(await stray.join(code, '  '), 'name/empty');
    refused(await stray.join(code, 'x'.repeat(500), 'device-0'), 'name/too-long');
    refused(await stray.join(code, 'fuck'), 'name/not-allowed');
    refused(await stray.attach({ role: 'host', code, secret: `${secret.slice(1)}x` }), 'host/wrong-secret');
    refused(await stray.attach({ role: 'player', code, token: 'x'.repeat(32) }), 'player/unknown');
    await stray.attach({ role: 'wall', code });
    refused(await stray.command({ type: 'start' }), 'host/not-host');
    refused(await stray.judge(0.75), 'player/unknown');
    const { device: ann } = await seat(code, 'ann');
    refused(await ann.command({ type: 'start' }), 'host/not-host');
    refused(await device().join(code, 'ANN'), 'name/taken');
    refused(await ann.judge(0.75), 'room/wrong-phase');
    await host.command({ type: 'lock', locked: true });
    refused(await device().join(code, 'bob'), 'room/locked');
    refused(await host.command({ type: 'next' }), 'room/wrong-phase');
    refused(await host.ask('command', { type: 'settings', settings: { lots: 1e9 } }), 'protocol/malformed');
    await host.command({ type: 'start' });
    await ann.until('judging');
    refused(await ann.judge(0.5), 'protocol/malformed');
    refused(await ann.judge(0.75, { trialId: 'x' }), 'judgment/other-trial');
    await host.command({ type: 'pause' });
    refused(await ann.judge(0.75), 'judgment/paused');
  });

  it('come at once to who says too much', async () => {
    const { code, host } = await hostRoom(served().url);
    devices.push(host);
    const loud = device();
    await loud.attach({ role: 'wall', code });
    const replies = await Promise.all(Array.from({ length: 100 }, () => loud.command({ type: 'start' })));
    expect(replies.filter((reply) => reply['code'] === 'protocol/too-fast').length).toBeGreaterThan(20);
    const codes = await Promise.all(Array.from({ length: 15 }, () => device().join(code, 'ann', 'one-device-for-all')));
    expect(codes.some((reply) => !reply.ok && reply.code === 'protocol/too-fast')).toBe(true);
  });

  it('of a huge message end its socket and nothing else', async () => {
    const { code, host } = await hostRoom(served().url);
    devices.push(host);
    const huge = device();
    await huge.attach({ role: 'wall', code });
    const cut = new Promise<string>((resolve) => huge.socket.on('disconnect', resolve));
    huge.socket.emit(
      'join',
      { version: 1, code, nickname: 'x'.repeat(100_000), deviceId: 'device-0', language: 'en' },
      () => undefined,
    );
    expect(await cut).toMatch(/transport (close|error)/);
    expect(await host.command({ type: 'start' })).toEqual({ ok: true });
    expect(await device().join(code, 'ann')).toMatchObject({ ok: true });
  });

  it('of messages without an answer asked for are silent', async () => {
    const { code, host } = await hostRoom(served().url);
    devices.push(host);
    const mute = device();
    for (const event of ['join', 'attach', 'judge', 'command', 'clock', 'nothing'])
      (mute.socket as unknown as { emit(e: string, p?: unknown): void }).emit(event, { x: 1 });
    expect(await mute.ask('clock')).toMatchObject({ serverNow: expect.any(Number) as number });
    expect(await mute.attach({ role: 'wall', code })).toMatchObject({ ok: true });
    expect(served().warnings).toEqual([]);
  });
});
