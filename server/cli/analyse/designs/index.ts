import type { Design } from '../design.ts';
import { verdict } from './verdict.ts';

/** In the order in which help lists them. */
export const DESIGNS: readonly Design[] = [verdict];
