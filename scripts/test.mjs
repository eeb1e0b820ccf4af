/** `npm test`: everything the project checks of itself. Arguments go to Vitest: `npm test -- tests/rooms`. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { ensureBuilt, ensureInstalled, root } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
const node = (tool, ...args) =>
  spawnSync(process.execPath, [path.join(root, 'node_modules', ...tool), ...args], { cwd: root, stdio: 'inherit' })
    .status ?? 1;

const chosen = process.argv.slice(2);
if (chosen.length === 0) {
  const checks = [
    ['types', ['typescript', 'bin', 'tsc'], '--noEmit', '-p', 'tsconfig.json'],
    ['lint', ['eslint', 'bin', 'eslint.js'], '.'],
    ['imports', ['dependency-cruiser', 'bin', 'dependency-cruise.mjs'], 'shared', 'client', 'server'],
  ];
  for (const [what, tool, ...args] of checks) {
    process.stderr.write(`Checking ${what} ...\n`);
    if (node(tool, ...args) !== 0) {
      process.stderr.write(`The check of ${what} failed; see the lines above.\n`);
      process.exit(1);
    }
  }
}
const chromium = ensureChromium();
if (chromium) process.env.UNCANNY_CHROMIUM = chromium;
else
  process.stderr.write(
    'No Chromium was found: the browser test is left out. Install one, or name it with UNCANNY_CHROMIUM.\n',
  );
process.exit(node(['vitest', 'vitest.mjs'], 'run', ...chosen));
