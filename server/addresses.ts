import { networkInterfaces } from 'node:os';

/**
 * Addresses by which this server is reached, best for phones first: those of the local network, then this machine's own name.
 * @param host what the server listens on; an address of one interface is the only one told
 */
export function addressesOf(host: string, port: number, basePath: string): string[] {
  const url = (name: string): string =>
    `http://${name.includes(':') ? `[${name}]` : name}:${port}${basePath === '/' ? '' : basePath}`;
  if (host !== '0.0.0.0' && host !== '::') return [url(host === '127.0.0.1' || host === '::1' ? 'localhost' : host)];
  const local = Object.entries(networkInterfaces())
    .filter(([name]) => !/^(docker|br-|veth|virbr|vmnet|utun)/.test(name))
    .flatMap(([, entries]) => entries ?? [])
    .filter((entry) => !entry.internal && entry.family === 'IPv4' && !entry.address.startsWith('169.254.'))
    .map((entry) => entry.address)
    .sort((a, b) => likeliness(b) - likeliness(a));
  return [...local.map(url), url('localhost')];
}

/** Networks of homes and schools before the rest. */
function likeliness(address: string): number {
  if (address.startsWith('192.168.')) return 3;
  if (address.startsWith('10.')) return 2;
  return /^172\.(1[6-9]|2\d|3[01])\./.test(address) ? 1 : 0;
}
