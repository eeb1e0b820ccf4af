/** The browser of the end-to-end tests: UNCANNY_CHROMIUM, one that is installed, or Debian's package where it can be had. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** @returns the path of a Chromium, or null */
export function findChromium() {
  return [process.env.UNCANNY_CHROMIUM, ...PLACES].find((place) => place && existsSync(place)) ?? null;
}

/** Finds a Chromium or installs Debian's, where this is Debian and root. @returns its path, or null */
export function ensureChromium() {
  const found = findChromium();
  if (found || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return found;
  process.stderr.write('Installing Chromium for the browser test (a minute or two, only this once) ...\n');
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', '-y', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update');
  apt('install', '--no-install-recommends', 'chromium');
  return findChromium();
}
