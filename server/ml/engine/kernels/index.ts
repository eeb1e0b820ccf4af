import { convEmitters } from './conv/index.ts';
import { elementwiseEmitters } from './elementwise.ts';
import type { Emitters } from './emitter.ts';
import { gatherEmitters } from './gather.ts';
import { matmulEmitters } from './matmul.ts';
import { normaliseEmitters } from './normalise.ts';
import { poolEmitters } from './pool.ts';
import { reduceEmitters } from './reduce.ts';
import { resizeEmitters } from './resize.ts';
import { shapeEmitters } from './shape.ts';

/** Every kernel that goes into the graph; the others run on the cpu backend. */
export const emitters: Emitters = {
  ...elementwiseEmitters,
  ...reduceEmitters,
  ...shapeEmitters,
  ...matmulEmitters,
  ...normaliseEmitters,
  ...resizeEmitters,
  ...convEmitters,
  ...poolEmitters,
  ...gatherEmitters,
};
