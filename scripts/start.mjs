/** `npm start`: install, build and serve, whatever of it is needed. */
import { ensureBuilt, ensureInstalled } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
const { run } = await import('../dist/server/cli/main.js');
await run(['serve', ...process.argv.slice(2)]);
