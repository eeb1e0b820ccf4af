import { describe, expect, it } from 'vitest';
import { analyseTwins } from '../../server/analysis/index.ts';
import { samePair } from '../../shared/domain/wall.ts';
import { hostRoom } from './harness.ts';
import { refused, uuid, SHOWN } from './table.ts';
import { useServer } from './use-server.ts';

const { device, devices, rowsOf, seat, served } = useServer();

describe('a whole game over sockets', () => {
  it('of twins: marked, acknowledged, revealed, exported and analysed', async () => {
    const lots = 8;
    const { code, secret, host } = await hostRoom(served().url, { mode: 'twins', lots, wallSize: 9 });
    devices.push(host);
    const [ann, bob] = [await seat(code, 'ann'), await seat(code, 'bob')];
    const wall = device();
    await wall.attach({ role: 'wall', code });
    await host.command({ type: 'start' });
    let planted = 0;
    for (let lot = 1; lot <= lots; lot++) {
      const { trial } = await wall.until('judging', (view) => view.lot === lot);
      expect(trial!.wall).toMatchObject({ walls: 1, count: 9 });
      expect((await fetch(new URL(trial!.stimulus.url, served().url))).status).toBe(200);
      const say = (who: typeof ann, response: object) =>
        who.device.ask('judge', {
          judgmentId: uuid(),
          trialId: trial!.trialId,
          ...response,
          responseMs: 9,
          display: SHOWN,
        });
      await ann.device.until('judging', (view) => view.lot === lot);
      refused(await say(ann, { pRight: 0.75 }), 'protocol/malformed');
      refused(await say(ann, { pair: [3, 9], sure: 0.75 }), 'protocol/malformed');
      refused(await say(ann, { pair: [4, 3], sure: 0.75 }), 'protocol/malformed');
      expect(await say(ann, { pair: [1, 4], sure: 0.75 })).toMatchObject({ ok: true });
      refused(await say(ann, { pair: null, sure: 0.75 }), 'judgment/already-given');
      expect(await say(bob, { pair: null, sure: 0.95 })).toMatchObject({ ok: true });
      const { outcome, mine, found } = await ann.device.until('reveal', (view) => view.lot === lot);
      if (outcome?.mode !== 'twins') throw new Error('no twins at the reveal');
      if (outcome.planted) planted++;
      const right = outcome.planted ? samePair([1, 4], outcome.pair) : outcome.source.kind === 'real' ? false : null;
      expect(mine).toEqual({ pair: [1, 4], sure: 0.75, right, points: right === null ? 0 : right ? 44 : -26 });
      const marked = Number(samePair([1, 4], outcome.pair));
      expect(found).toEqual({ marked, other: 1 - marked, none: 1, named: [0, 1, 0, 0, 1, 0, 0, 0, 0] });
      await host.command({ type: 'next' });
    }
    const podium = await ann.device.until('podium');
    expect(podium.mine).toHaveLength(lots);
    // One of two saw twins on each wall where none had been hung.
    expect(podium.tally.reduce((sum, { n }) => sum + n, 0)).toBe(2 * (lots - planted));
    for (const { n, said } of podium.tally) expect(said).toBe(n / 2);
    const rows = await rowsOf(code);
    expect(rows).toHaveLength(2 * lots);
    const report = analyseTwins(
      rows.map(({ playerId, detail }) => ({
        participant: playerId,
        model: detail!['model'] === 'real' ? null : String(detail!['model']),
        size: Number(detail!['size']),
        pairs: Number(detail!['pairs']),
        planted: Number(detail!['planted']),
        plantedFound: Number(detail!['plantedFound']),
      })),
    );
    expect(report.spotting.planted).toBe(2 * planted);
    const response = await fetch(new URL(`api/rooms/${code}/judgments.csv`, served().url), {
      headers: { 'x-host-secret': secret },
    });
    const [head, ...lines] = (await response.text())
      .replace(/^\ufeff/, '')
      .trim()
      .split('\r\n');
    expect(head).toMatch(/,model,generator,size,planted,plantedFound,pairs,/);
    expect(lines).toHaveLength(2 * lots);
  });

  it('of variety, alone, and then twins in the same class room', async () => {
    const { code, host } = await hostRoom(served().url, { mode: 'variety', lots: 2, oneClass: true });
    devices.push(host);
    const ann = await seat(code, 'ann');
    await host.command({ type: 'start' });
    for (const lot of [1, 2]) {
      const { trial } = await ann.device.until('judging', (view) => view.lot === lot);
      expect(trial!.wall).toMatchObject({ walls: 2, count: 9, columns: 3 });
      const judgment = { judgmentId: uuid(), trialId: trial!.trialId, pRight: 0.95, responseMs: 9, display: SHOWN };
      expect(await ann.device.ask('judge', judgment)).toMatchObject({ ok: true });
      expect(await ann.device.ask('judge', judgment)).toMatchObject({ ok: true });
      const { outcome, mine, split } = await ann.device.until('reveal', (view) => view.lot === lot);
      if (outcome?.mode !== 'variety') throw new Error('no walls at the reveal');
      expect(mine).toEqual({
        pRight: 0.95,
        right: outcome.more === 'right',
        points: outcome.more === 'right' ? 50 : -40,
      });
      expect(split).toEqual([0, 0, 0, 0, 0, 1]);
      await host.command({ type: 'next' });
    }
    await host.until('podium');
    await host.command({ type: 'again' });
    const { settings } = await host.until('lobby');
    expect(await host.command({ type: 'settings', settings: { ...settings, mode: 'twins' } })).toEqual({ ok: true });
    expect(await host.command({ type: 'start' })).toEqual({ ok: true });
    const { trial } = await ann.device.until('judging');
    expect(trial!.wall).toMatchObject({ walls: 1, count: 16 });
    expect((await rowsOf(code)).map(({ mode }) => mode)).toEqual(['variety', 'variety']);
  });
});
