import type { ComponentType } from 'preact';
import type { Words } from '../../shared/protocol/http.ts';

/** What a page of the lab says; its live part is `Live.tsx` in the same folder. */
export interface ExplainPage {
  /** Of the folder, and of the address: `lab/<name>`. */
  readonly name: string;
  /** Place in the chapter; generators use their rung. */
  readonly rung: number;
  readonly title: Words;
  /** What it is, in a line. */
  readonly line: Words;
  /** Titles of its benches from top to bottom; on the wall one hangs at a time. */
  readonly parts: readonly Words[];
  /** Two or three things to do, each one sentence. */
  readonly tries: readonly Words[];
  /** Two or three things to see, each one sentence. */
  readonly notices: readonly Words[];
  /** What a teacher says in three minutes: four to six sentences, in order. */
  readonly say: readonly Words[];
}

/** `Live.tsx` exports `Live`: the thing that a learner moves. */
export interface LiveProps {
  /** On the wall: seen from the back row, moved by nobody's thumb. */
  readonly wall: boolean;
}
export type LiveComponent = ComponentType<LiveProps>;
