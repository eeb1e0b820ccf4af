import type { LabPictures } from '../parts/ask.ts';
import type { PromptRead, Shown } from '../prompts/answers.ts';

/** As the server's `write` answers; candidates best first. */
export interface Written {
  readonly read: PromptRead;
  readonly grid: { readonly rows: number; readonly columns: number; readonly codes: number };
  readonly tokens: readonly (readonly number[])[];
  readonly scores: readonly number[];
  readonly pictures: LabPictures;
  readonly shown: readonly Shown[];
  /** The winner after each token. */
  readonly way: LabPictures;
}
