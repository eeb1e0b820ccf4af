import { useEffect, useRef, useState } from 'preact/hooks';
import type { ModelInfo } from '../../../shared/protocol/http.ts';
import { post } from '../../net/http.ts';
import type { FailureCode, Reply } from '../../net/http.ts';

/** Whom a question goes to. */
export type Subject = { readonly model: Pick<ModelInfo, 'id'> } | { readonly dataset: string };

const pathOf = (subject: Subject): string =>
  'model' in subject
    ? `models/${encodeURIComponent(subject.model.id)}`
    : `datasets/${encodeURIComponent(subject.dataset)}`;

/** Pictures as the server sends them. */
export interface LabPictures {
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  /** Base64 of bytes [n, height, width, channels]. */
  readonly pixels: string;
}

export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
}

/** Between two attempts where the lab is busy or the server away, ms. */
const AGAIN_MS = 700;
const ATTEMPTS = 20;

/** Asks once, patiently: while the lab is busy or the server away, the question is repeated for some seconds. */
export async function ask<T>(subject: Subject, operation: string, input: object = {}): Promise<Reply<T>> {
  for (let attempt = 1; ; attempt++) {
    const reply = await post<T>(`api/lab/${pathOf(subject)}/${operation}`, input);
    const wait = !reply.ok && ['lab/busy', 'protocol/too-fast', 'client/unreachable'].includes(reply.code);
    if (!wait || attempt >= ATTEMPTS) return reply;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS * (0.75 + Math.random() / 2)));
  }
}

export interface Answer<T> {
  /** The newest answer; it stays while the next is computed. */
  readonly value: T | null;
  /** True while the answer to the present question is on its way. */
  readonly busy: boolean;
  readonly failure: Failure | null;
}

/**
 * The answer to a question that changes as something is moved: one question at a time is under way, and after it the newest
 * one follows, so that a slider never floods the server.
 *
 * @param subject null asks nothing
 */
export function useAnswer<T>(subject: Subject | null, operation: string, input: object): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ value: null, busy: subject !== null, failure: null });
  const key = subject === null ? null : JSON.stringify([pathOf(subject), operation, input]);
  const wanted = useRef<{ key: string; send: () => Promise<Reply<T>> } | null>(null);
  const busy = useRef(false);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  useEffect(() => {
    if (key === null) return;
    wanted.current = { key, send: () => ask<T>(subject!, operation, input) };
    setAnswer((before) => (before.busy ? before : { ...before, busy: true }));
    if (!busy.current) void work();
  }, [key]);

  async function work(): Promise<void> {
    busy.current = true;
    while (wanted.current !== null && here.current) {
      const question = wanted.current;
      const reply = await question.send();
      if (!here.current) break;
      const last = wanted.current === question;
      if (last) wanted.current = null;
      setAnswer((before) =>
        reply.ok
          ? { value: reply.value, busy: !last, failure: null }
          : { value: before.value, busy: !last, failure: { code: reply.code, message: reply.message } },
      );
    }
    busy.current = false;
  }
  return answer;
}
