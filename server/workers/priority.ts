import { constants, setPriority } from 'node:os';

/** Niceness 10 for a process, or less for one that people wait for. Where the system does not allow it, the process just competes. */
export function lowerPriority(pid: number, niceness: number = constants.priority.PRIORITY_BELOW_NORMAL): void {
  try {
    setPriority(pid, niceness);
  } catch {
    // Not allowed or already gone: nothing depends on it.
  }
}
