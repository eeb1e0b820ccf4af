import type { Page } from 'playwright-core';

/** Opens a room as a teacher does; gives its code. */
export async function openRoom(host: Page, url: string): Promise<string> {
  await host.goto(`${url}host`);
  await host.getByRole('button', { name: /^(Open a room|방 열기|수업 열기)$/ }).click();
  await host.waitForURL(/\/host\/[A-Z0-9]{6}/);
  return /\/host\/([A-Z0-9]{6})/.exec(host.url())![1]!;
}

/** Takes a seat as a student does. */
export async function takeSeat(phone: Page, url: string, code: string, name: string): Promise<void> {
  await phone.goto(`${url}play/${code}`);
  await phone.locator('form.seat-form input.input:not(.seat-form__code)').fill(name);
  await phone.locator('form.seat-form button[type=submit]').click();
  await phone.locator('form.seat-form').waitFor({ state: 'detached' });
}

/** Slides from the middle to a place on the track and lets go. @param at 0 sure genuine to 1 sure forgery */
export async function slideTo(phone: Page, at: number): Promise<void> {
  const track = phone.locator('.slider:not(.slider--locked) .slider__track');
  await track.waitFor({ state: 'visible' });
  const box = (await track.boundingBox())!;
  const y = box.y + box.height / 2;
  await phone.mouse.move(box.x + box.width / 2, y);
  await phone.mouse.down();
  for (const part of [0.3, 0.6, 1]) await phone.mouse.move(box.x + box.width * (0.5 + (at - 0.5) * part), y);
  await phone.mouse.up();
}
