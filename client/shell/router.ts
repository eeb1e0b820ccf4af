import { useEffect, useState } from 'preact/hooks';
import { routeOf } from './routes.ts';
import type { Route } from './routes.ts';

const moved = new EventTarget();

/** Path below the base, without a leading slash and without query or hash. */
function currentPath(): string {
  const base = new URL(document.baseURI).pathname;
  return location.pathname.startsWith(base) ? location.pathname.slice(base.length) : location.pathname.slice(1);
}

/** Goes to a page of ours. @param to Relative to the base: `board?dataset=mnist`. */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  const url = new URL(to, document.baseURI);
  if (options.replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  moved.dispatchEvent(new Event('moved'));
  if (!options.replace) scrollTo(0, 0);
}

/** Where we are: the route and the query. */
export function useRoute(): { readonly route: Route; readonly query: URLSearchParams } {
  const [, redraw] = useState(0);
  useEffect(() => {
    const on = () => redraw((n) => n + 1);
    moved.addEventListener('moved', on);
    addEventListener('popstate', on);
    return () => {
      moved.removeEventListener('moved', on);
      removeEventListener('popstate', on);
    };
  }, []);
  return { route: routeOf(currentPath()), query: new URLSearchParams(location.search) };
}

/** Plain links to our own pages move without loading; anything a reader does on purpose (new tab, download) is left alone. */
export function followLinks(): void {
  document.addEventListener('click', (event) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = (event.target as Element | null)?.closest?.('a[href]');
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return;
    if (!link.href.startsWith(document.baseURI)) return;
    const path = link.href.slice(document.baseURI.length).split(/[?#]/)[0]!;
    if (routeOf(path).page === 'notFound' || link.getAttribute('href')?.startsWith('#')) return;
    event.preventDefault();
    navigate(link.href);
  });
}
