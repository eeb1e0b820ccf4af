import { useEffect, useState } from 'preact/hooks';
import type { ServerInfo } from '../../shared/protocol/http.ts';
import { get } from '../net/http.ts';

export interface JoinAddress {
  /** The whole address, for the QR code. */
  readonly url: string;
  /** As people type it: without the scheme, without the code. */
  readonly words: string;
}

const LOOPBACK = /^(localhost|127\.|\[?::1)/;

/**
 * Where phones join. A page that was opened on the machine itself has an address that no phone can use: then the best of
 * the server's own addresses stands in.
 * @param base Address of the page's base.
 * @param addresses Of the server, best first.
 */
export function joinAddress(code: string, base: string, addresses: readonly string[]): JoinAddress {
  const here = new URL(base);
  const origin = LOOPBACK.test(here.hostname)
    ? (addresses.find((each) => !LOOPBACK.test(new URL(each).hostname)) ?? here.origin)
    : here.origin;
  const root = new URL(here.pathname, origin);
  return {
    url: new URL(`play/${code}`, root).href,
    words: `${root.host}${root.pathname}`.replace(/\/$/, ''),
  };
}

/** The address of a room; null until the server has named its own. */
export function useJoinAddress(code: string | null): JoinAddress | null {
  const [addresses, setAddresses] = useState<readonly string[] | null>(null);
  useEffect(() => {
    let here = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = (): void => {
      void get<ServerInfo>('api/info').then((reply) => {
        if (!here) return;
        if (reply.ok) setAddresses(reply.value.addresses);
        else timer = setTimeout(ask, 3000);
      });
    };
    ask();
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, []);
  return code === null || addresses === null ? null : joinAddress(code, document.baseURI, addresses);
}
