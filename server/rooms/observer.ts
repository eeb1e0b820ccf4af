import type { RefusalCode } from '../../shared/protocol/codes.ts';

/** What the rooms report for logs and metrics; never needed for play. */
export interface RoomsObserver {
  /** An entry is on disk; milliseconds from the decision. */
  appended(ms: number, judgments: number): void;
  refused(code: RefusalCode): void;
  /** A room's views went out; milliseconds spent on making and handing them over, and to how many. */
  told(ms: number, watchers: number, when: 'now' | 'soon'): void;
  /** Something that a person should read in the log; `error` where one was thrown. */
  warn(sentence: string, error?: unknown): void;
}

export const SILENT: RoomsObserver = { appended() {}, refused() {}, told() {}, warn() {} };
