import { judgeMessage } from '../../shared/protocol/messages.ts';
import type { JudgeMessage } from '../../shared/protocol/messages.ts';

/**
 * Judgments that were committed but not answered yet. They outlive a reload of the tab, and go out again with the same id,
 * so that nothing is lost and nothing counts twice.
 */
export interface PendingJudgments {
  all(): readonly JudgeMessage[];
  add(judgment: JudgeMessage): void;
  remove(judgmentId: string): void;
}

/** Kept in `storage` under the room's code; without storage, in memory. */
export function pendingJudgments(code: string, storage: Storage | null): PendingJudgments {
  const key = `uncanny.pending.${code}`;
  let kept = read();

  function read(): readonly JudgeMessage[] {
    try {
      const found: unknown = JSON.parse(storage?.getItem(key) ?? '[]');
      return Array.isArray(found) ? found.flatMap((item) => judgeMessage.safeParse(item).data ?? []) : [];
    } catch {
      return [];
    }
  }
  function write(next: readonly JudgeMessage[]): void {
    kept = next;
    try {
      if (next.length === 0) storage?.removeItem(key);
      else storage?.setItem(key, JSON.stringify(next));
    } catch {
      // Storage is forbidden or full: the judgment lasts as long as the page.
    }
  }
  return {
    all: () => kept,
    add: (judgment) => write([...kept, judgment]),
    remove: (judgmentId) => write(kept.filter((each) => each.judgmentId !== judgmentId)),
  };
}
