import type { RefusalCode } from '../../shared/protocol/codes.ts';
import { authorityHeaders } from './hostKeys.ts';

/** What went wrong: a refusal of the server, or no answer at all. */
export type FailureCode = RefusalCode | 'client/unreachable' | 'client/unexpected';

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: FailureCode; readonly message: string };

/** Address of something of the server, from its path relative to the base: `api/info`, `s/x.png`. */
export const address = (path: string): string => new URL(path, document.baseURI).href;

/** Reads a failed response: the server's refusal where it is one. */
export async function refusalOf(response: Response): Promise<Reply<never>> {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string') {
    const message = 'message' in body && typeof body.message === 'string' ? body.message : '';
    return { ok: false, code: body.code as RefusalCode, message };
  }
  // A proxy in front of a stopped server answers 502 to 504 with a page of its own.
  const away = response.status >= 502 && response.status <= 504;
  return { ok: false, code: away ? 'client/unreachable' : 'client/unexpected', message: `HTTP ${response.status}` };
}

async function send(path: string, init: RequestInit): Promise<Response | null> {
  try {
    return await fetch(address(path), init);
  } catch {
    return null;
  }
}

export const unreachable = { ok: false, code: 'client/unreachable', message: 'The server did not answer.' } as const;

/** GET as JSON. */
export async function get<T>(path: string): Promise<Reply<T>> {
  const response = await send(path, { headers: { accept: 'application/json' } });
  if (response === null) return unreachable;
  if (!response.ok) return refusalOf(response);
  return readJson<T>(response);
}

/** GET unless it is what `etag` names; `unchanged` is true then. */
export async function getIfChanged<T>(
  path: string,
  etag: string | null,
): Promise<
  Reply<{ readonly unchanged: true } | { readonly unchanged: false; readonly etag: string | null; readonly body: T }>
> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (etag !== null) headers['if-none-match'] = etag;
  // no-store: the comparison is ours, the browser's cache would turn a 304 into a 200.
  const response = await send(path, { headers, cache: 'no-store' });
  if (response === null) return unreachable;
  if (response.status === 304) return { ok: true, value: { unchanged: true } };
  if (!response.ok) return refusalOf(response);
  const body = await readJson<T>(response);
  return body.ok
    ? { ok: true, value: { unchanged: false, etag: response.headers.get('etag'), body: body.value } }
    : body;
}

/** POST JSON, with the authority of this browser's newest room where it hosts one. */
export async function post<T>(path: string, body: unknown = {}): Promise<Reply<T>> {
  const response = await send(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...authorityHeaders() },
    body: JSON.stringify(body),
  });
  if (response === null) return unreachable;
  if (!response.ok) return refusalOf(response);
  return readJson<T>(response);
}

async function readJson<T>(response: Response): Promise<Reply<T>> {
  try {
    return { ok: true, value: (await response.json()) as T };
  } catch {
    return { ok: false, code: 'client/unexpected', message: 'Expected JSON.' };
  }
}
