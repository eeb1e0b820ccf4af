import { Session, type SessionOptions } from './session.ts';
import { compileTrace, type CompiledTrace, type Entry, type Trace } from './trace.ts';

/** A compiled trace and the session that runs it. */
export interface Program {
  readonly compiled: CompiledTrace;
  readonly session: Session;
}

interface Slot {
  readonly literals: readonly (number | null)[];
  readonly varying: Set<number>;
  program: Program;
}

/**
 * Programs by the structure of their trace, the least recently used given up first. Numbers from JavaScript are compiled
 * in; one that differs when the same structure comes again becomes an input of the program, so that a changing scalar
 * costs one more compilation and not one a step.
 */
export class ProgramCache {
  private readonly slots = new Map<string, Slot>();
  compilations = 0;
  compileMs = 0;

  constructor(
    private readonly capacity: number,
    private readonly block: number,
    private readonly options: SessionOptions,
  ) {}

  get size(): number {
    return this.slots.size;
  }

  find(trace: Trace, live: readonly Entry[]): Program {
    const key = trace.structure(live);
    const literals = trace.leaves.map((leaf) => leaf.literal);
    const slot = this.slots.get(key);
    if (slot) {
      this.slots.delete(key); // to the end: the order of the map is the order of use
      this.slots.set(key, slot);
      const changed = literals.flatMap((n, i) => (Object.is(n, slot.literals[i]) || slot.varying.has(i) ? [] : [i]));
      if (changed.length > 0) {
        changed.forEach((i) => slot.varying.add(i));
        slot.program.session.release();
        slot.program = this.compile(trace, live, slot.varying);
      }
      return slot.program;
    }
    const program = this.compile(trace, live, new Set());
    this.slots.set(key, { literals, varying: new Set(), program });
    for (const [oldest, { program: unused }] of this.slots) {
      if (this.slots.size <= this.capacity) break;
      this.slots.delete(oldest);
      unused.session.release();
    }
    return program;
  }

  clear(): void {
    for (const { program } of this.slots.values()) program.session.release();
    this.slots.clear();
  }

  private compile(trace: Trace, live: readonly Entry[], varying: ReadonlySet<number>): Program {
    const start = performance.now();
    const compiled = compileTrace(trace, live, varying, this.block);
    const program = { compiled, session: new Session(compiled.model, this.options) };
    this.compilations++;
    this.compileMs += performance.now() - start;
    return program;
  }
}
