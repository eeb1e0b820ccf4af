import { constants, setPriority } from 'node:os';

/** Niceness 10 for a process. Where the system does not allow it, the process just competes. */
export function lowerPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not allowed or already gone: nothing depends on it.
  }
}
