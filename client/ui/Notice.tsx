import type { ComponentChildren } from 'preact';
import { t } from '../i18n/index.ts';
import type { FailureCode } from '../net/http.ts';

/** A calm line. `bad` where something did not go as asked. */
export function Notice({ bad = false, children }: { readonly bad?: boolean; readonly children: ComponentChildren }) {
  return (
    <p class={bad ? 'notice notice--bad' : 'notice'} role={bad ? 'alert' : 'status'}>
      <span>{children}</span>
    </p>
  );
}

/** The sentence of a refusal in the reader's language. */
export function sentenceOf(code: FailureCode, params: Record<string, unknown> = {}): string {
  return t(`error.${code}`, params);
}

export function FailureNotice({ code }: { readonly code: FailureCode | null }) {
  return code === null ? null : <Notice bad={code !== 'client/unreachable'}>{sentenceOf(code)}</Notice>;
}
