/** `npm run build`: dist/ from the present sources. */
import { ensureBuilt, ensureInstalled } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
