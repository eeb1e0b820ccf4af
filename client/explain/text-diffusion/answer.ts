import type { LabPictures } from '../parts/ask.ts';
import type { PromptRead, Shown } from '../prompts/answers.ts';

/** As the server's `draw` answers. */
export interface Drawn {
  readonly read: PromptRead;
  readonly pictures: LabPictures;
  readonly shown: readonly Shown[];
  /** The first picture behind the noise at each level, and at last as it is. */
  readonly way: LabPictures;
  readonly sigmas: readonly number[];
}
