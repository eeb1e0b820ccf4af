import type { Words } from '../../../shared/protocol/http.ts';

/** How the server read a prompt. */
export interface PromptRead {
  readonly words: readonly string[];
  readonly understood: Words;
  /** True where training never saw the combination. */
  readonly heldOut: boolean;
}

/** What a picture shows, measured, and whether that was asked; null where nothing was asked. */
export interface Shown {
  readonly caption: Words;
  readonly right: Readonly<Record<'kind' | 'thickness' | 'slant' | 'size', boolean | null>>;
}

/** True where a picture carries everything that was asked. */
export const carriesAll = ({ right }: Shown): boolean => Object.values(right).every((one) => one !== false);
