import type { Folders } from './messages.ts';
import { startWorker } from './worker.ts';
import type { Worker } from './worker.ts';

/** Lets a machine look at every picture that hangs, in a process of its own that leaves when it has seen all. */
export interface Appraisal {
  /** Counts up whenever more pictures have been appraised. */
  readonly done: number;
  close(): Promise<void>;
}

export interface AppraisalOptions {
  readonly folders: Folders;
  /** Nothing is appraised before this: the first pictures to play with come first. */
  readonly after: Promise<void>;
  /** Pictures that hang. */
  readonly pictures: () => number;
  /** True while a model trains, which people wait for. */
  readonly busy: () => boolean;
  readonly warn: (message: string) => void;
}

/** New pictures are looked for so often, ms. */
const LOOK_EVERY = 5000;

export function startAppraisal({ folders, after, pictures, busy, warn }: AppraisalOptions): Appraisal {
  let worker: Worker | null = null;
  let closing = false;
  let seen = 0;
  let done = 0;

  const look = async (): Promise<void> => {
    const count = pictures();
    if (worker || closing || count === seen) return;
    const started = (worker = startWorker({ kind: 'appraise', folders }, (message) => {
      if (message.type === 'warning') warn(message.message);
    }));
    const ending = await started.ended;
    worker = null;
    seen = count; // also where it failed: the next new picture is the next try
    done++;
    if (ending.kind === 'failed' || ending.kind === 'died') warn(`The pictures were not appraised: ${ending.message}`);
  };

  let timer: NodeJS.Timeout | undefined;
  void after.then(() => {
    // The pictures that ship need not wait for a training; later ones mostly come from one.
    void look();
    if (!closing) timer = setInterval(() => void (busy() || look()), LOOK_EVERY);
  });

  return {
    get done() {
      return done;
    },
    async close() {
      closing = true;
      clearInterval(timer);
      await worker?.stop(2000);
    },
  };
}
