/** Where one can be. `code` is as it stands in the address; whether such a room exists is the server's to say. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'host'; readonly code: string | null }
  | { readonly page: 'play'; readonly code: string | null }
  | { readonly page: 'wall'; readonly code: string }
  | { readonly page: 'board' }
  | { readonly page: 'training' }
  /** The ladder, or one of its pages; whether there is such a page is the page's to say. */
  | { readonly page: 'lab'; readonly name: string | null }
  | { readonly page: 'notFound' };

/**
 * The route of a path.
 * @param path Path of the address below the base, without a leading slash: `host/K7QX4M`.
 */
export function routeOf(path: string): Route {
  const [page = '', code, ...rest] = path.replace(/\/+$/, '').split('/');
  if (rest.length > 0) return { page: 'notFound' };
  const room = code ? code.toUpperCase() : null;
  switch (page) {
    case '':
    case 'index.html':
      return code === undefined ? { page: 'home' } : { page: 'notFound' };
    case 'host':
    case 'play':
      return { page, code: room };
    case 'wall':
      return room === null ? { page: 'notFound' } : { page, code: room };
    case 'lab':
      return { page, name: code || null };
    case 'board':
    case 'training':
      return code === undefined ? { page } : { page: 'notFound' };
    default:
      return { page: 'notFound' };
  }
}
