#!/usr/bin/env node
import { ensureBuilt, ensureInstalled } from '../scripts/prepare.mjs';

ensureInstalled();
ensureBuilt();
const { run } = await import('../dist/server/cli/main.js');
await run(process.argv.slice(2));
