import type { Design } from '../design.ts';
import { duel } from './duel.ts';
import { flash } from './flash.ts';
import { label } from './label.ts';
import { rasch } from './rasch.ts';
import { twins } from './twins.ts';
import { variety } from './variety.ts';
import { verdict } from './verdict.ts';

/** In the order in which help lists them. */
export const DESIGNS: readonly Design[] = [verdict, flash, duel, label, variety, twins, rasch];
