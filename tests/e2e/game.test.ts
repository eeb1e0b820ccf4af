import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import Sqlite from 'better-sqlite3';
import path from 'node:path';
import { findChromium } from '../../scripts/chromium.mjs';
import { DEFAULT_SETTINGS } from '../../shared/domain/room.ts';
import { launchBrowser, openHouse, visitor, type House, type Watched } from './house.ts';
import { pictureScale } from './pixels.ts';
import { openRoom, slideTo, takeSeat } from './play.ts';

const executable = findChromium();
const LOTS = 3;

/** Rows on disk, read beside the server. */
function judgments(house: House): { nickname?: string; trial_index: number; player_id: string; p_fake: number }[] {
  const database = new Sqlite(path.join(house.dataDir, 'uncanny.sqlite'), { readonly: true });
  try {
    return database.prepare('select trial_index, player_id, p_fake from judgment order by id').all() as ReturnType<
      typeof judgments
    >;
  } finally {
    database.close();
  }
}

describe.skipIf(executable === null)('a class in real browsers', () => {
  let house: House;
  let browser: Browser;
  const watched: Watched[] = [];
  const visit = async (
    ...args: Parameters<typeof visitor> extends [unknown, ...infer Rest] ? Rest : never
  ): Promise<Page> => {
    const someone = await visitor(browser, ...args);
    watched.push(someone);
    return someone.page;
  };

  beforeAll(async () => {
    house = await openHouse();
    browser = await launchBrowser(executable!);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  it('plays a whole game: host, wall and three phones, one of which reloads, through a kill of the server', async () => {
    const host = await visit('laptop');
    const code = await openRoom(host, house.url);
    await host.getByLabel('Lots').fill(String(LOTS));
    const wall = await visit('projector');
    await wall.goto(`${house.url}wall/${code}`);
    const names = ['Mina', '준호', 'Theo'];
    const phones: Page[] = [];
    for (const name of names) {
      const phone = await visit('phone', name === '준호' ? 'ko' : 'en');
      await takeSeat(phone, house.url, code, name);
      phones.push(phone);
    }
    for (const name of names) await wall.getByText(name, { exact: true }).first().waitFor();
    await host.getByRole('button', { name: 'Start', exact: true }).click();

    for (let lot = 1; lot <= LOTS; lot++) {
      for (const phone of phones) await phone.locator('.slider:not(.slider--locked)').waitFor();
      if (lot === 1) {
        // The lamp has warmed up and nothing moves: each pixel of the picture is as large as the others.
        await expect.poll(() => pictureScale(wall), { timeout: 15_000 }).toBeGreaterThan(8);
        await expect.poll(() => pictureScale(phones[0]!), { timeout: 15_000 }).toBeGreaterThan(8);
        // The window goes over to a larger projector, and what hangs with it.
        await wall.setViewportSize({ width: 2560, height: 1440 });
        await expect.poll(() => wall.locator('canvas').boundingBox()).toMatchObject({ width: 2560, height: 1440 });
        await expect.poll(() => pictureScale(wall), { timeout: 15_000 }).toBeGreaterThan(12);
        await wall.setViewportSize({ width: 1920, height: 1080 });
      }
      if (lot === 2) {
        await slideTo(phones[0]!, 0.95);
        await expect.poll(() => judgments(house).length).toBe(4);
        await house.killAndRestart();
        await phones[1]!.reload();
        await slideTo(phones[1]!, 0.05);
        await slideTo(phones[2]!, 0.35);
      } else {
        for (const [i, phone] of phones.entries()) await slideTo(phone, [0.95, 0.05, 0.65][i]!);
      }
      // Everybody has decided, so the lot closes by itself and the truth is shown.
      for (const phone of phones) await phone.locator('.slider').waitFor({ state: 'detached' });
      await wall
        .getByText(/What the room said/)
        .first()
        .waitFor();
      const onwards = lot < LOTS ? 'Next lot' : 'To the podium';
      await host.getByRole('button', { name: onwards }).click();
    }
    await wall.getByText('Sold!').first().waitFor();
    for (const phone of phones)
      await phone.getByRole('button', { name: /sound/i }).or(phone.locator('body')).first().waitFor();

    const rows = judgments(house);
    expect(rows).toHaveLength(LOTS * names.length);
    expect(new Set(rows.map((row) => `${row.player_id} ${row.trial_index}`)).size).toBe(LOTS * names.length);
    const board = (await (await fetch(`${house.url}api/board?dataset=strokes`)).json()) as {
      rows: { n: number }[];
      reals: { n: number };
    };
    expect(board.rows.reduce((sum, row) => sum + row.n, board.reals.n)).toBe(LOTS * names.length);
  }, 180_000);

  it('looks for twins: a phone reloads with one picture marked, answers, and sees what the room named', async () => {
    const { code, hostSecret } = (await (
      await fetch(`${house.url}api/rooms`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ settings: { ...DEFAULT_SETTINGS, mode: 'twins', lots: 2, seconds: null } }),
      })
    ).json()) as { code: string; hostSecret: string };
    const [host, wall, phone] = [await visit('laptop'), await visit('projector'), await visit('phone')];
    await host.goto(`${house.url}host/${code}#secret=${hostSecret}`);
    await wall.goto(`${house.url}wall/${code}`);
    await takeSeat(phone, house.url, code, 'Mina');
    await host.getByRole('button', { name: 'Start', exact: true }).click();
    const tiles = phone.getByRole('button', { name: /^Picture / });
    await tiles.first().click();
    await phone.getByText('And its twin?').waitFor();
    await phone.reload();
    await phone.getByText('And its twin?').waitFor();
    await tiles.first().click();
    await phone.getByText('Tap the two that are nearly the same.').waitFor();
    const [question, slot] = [wall.getByText('Which two are nearly the same?'), wall.locator('[data-slot="main"]')];
    const asked = (await question.boundingBox())!;
    expect(asked.y + asked.height / 2).toBeLessThan((await slot.boundingBox())!.y);
    await tiles.nth(3).click();
    await tiles.nth(5).click();
    await phone.getByRole('button', { name: /^surely/ }).click();
    await wall.getByText('What the room said').waitFor();
    expect(await wall.locator('.wall-tile__named').allTextContents()).toEqual(['1', '1']);
    await phone.getByText(/sure and (right|wrong)|No points were at stake/).waitFor();
  }, 60_000);

  it('lets one play alone within seconds of opening the page', async () => {
    const phone = await visit('smallPhone');
    await phone.goto(house.url);
    await phone.getByRole('button', { name: 'Play alone' }).click();
    await slideTo(phone, 0.9);
    await phone.getByRole('button', { name: 'Next' }).click();
    await slideTo(phone, 0.1);
    await phone.getByRole('button', { name: 'Next' }).waitFor();
  }, 60_000);

  it('asked nothing of other machines and raised no error on any page', () => {
    expect(watched.flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
