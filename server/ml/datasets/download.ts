import { DatasetError } from '../dataset.ts';
import { sha256 } from './hash.ts';

export interface DownloadRequest {
  /** The same file at several places, tried in turn. */
  readonly urls: readonly string[];
  /** What the bytes must hash to, lower-case hex. */
  readonly sha256: string;
  readonly signal?: AbortSignal;
  /** Bytes so far and in all, null where the server does not say; starts again from 0 with each mirror. */
  readonly onBytes?: (received: number, total: number | null) => void;
  /** A mirror that sends nothing for so long is given up, in milliseconds. */
  readonly stallMs?: number;
}

/**
 * Fetches a file from the first mirror that gives the right bytes.
 *
 * @returns the whole file, its SHA-256 checked
 * @throws DatasetError if no mirror does, with the reason for each; the signal's reason when aborted
 */
export async function download(request: DownloadRequest): Promise<Uint8Array> {
  const reasons: string[] = [];
  for (const url of request.urls) {
    request.signal?.throwIfAborted();
    try {
      const bytes = await fetchWhole(url, request);
      const found = sha256(bytes);
      if (found === request.sha256) return bytes;
      throw new Error(
        `wrong SHA-256, ${found.slice(0, 12)}… in place of ${request.sha256.slice(0, 12)}… (${bytes.length} bytes)`,
      );
    } catch (error) {
      request.signal?.throwIfAborted();
      reasons.push(`${new URL(url).origin}: ${reasonOf(error)}`);
    }
  }
  throw new DatasetError(`no mirror had ${fileName(request.urls[0] ?? 'the file')} (${reasons.join('; ')})`);
}

async function fetchWhole(url: string, request: DownloadRequest): Promise<Uint8Array> {
  const stalled = new AbortController();
  const limit = request.stallMs ?? 30_000;
  const giveUp = (): void => stalled.abort(new Error(`silent for ${Math.round(limit / 1000)} s`));
  let timer = setTimeout(giveUp, limit);
  try {
    const signal = request.signal ? AbortSignal.any([request.signal, stalled.signal]) : stalled.signal;
    // Identity: the published sums are of the .gz files, which a client would otherwise unpack on the way.
    const response = await fetch(url, { signal, headers: { 'accept-encoding': 'identity' } });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      throw new Error(`HTTP ${response.status}`);
    }
    const announced = Number(response.headers.get('content-length'));
    const total = announced > 0 ? announced : null;
    const chunks: Uint8Array[] = [];
    let received = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      clearTimeout(timer);
      timer = setTimeout(giveUp, limit);
      chunks.push(chunk);
      received += chunk.length;
      request.onBytes?.(received, total);
    }
    if (total !== null && received !== total) throw new Error(`cut off after ${received} of ${total} bytes`);
    return Buffer.concat(chunks);
  } finally {
    clearTimeout(timer);
  }
}

/** `fetch` says only "fetch failed"; its cause knows why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause as NodeJS.ErrnoException | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}

function fileName(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
