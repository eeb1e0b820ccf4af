import { address, refusalOf, unreachable } from './http.ts';
import type { Reply } from './http.ts';

/** Fetches a file that needs headers and hands it to the browser to save. @param name Suggested to the reader. */
export async function saveFile(path: string, name: string, headers: Record<string, string>): Promise<Reply<null>> {
  let response: Response;
  try {
    response = await fetch(address(path), { headers });
  } catch {
    return unreachable;
  }
  if (!response.ok) return refusalOf(response);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the blob by the next task.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
  return { ok: true, value: null };
}
