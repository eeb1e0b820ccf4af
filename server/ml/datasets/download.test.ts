import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { download } from './download.ts';
import { sha256 } from './hash.ts';

it('gives up a mirror that falls silent, and asks for bytes as they are stored', async () => {
  const file = Buffer.from('the file');
  let encoding: string | undefined;
  const server = createServer((request, response) => {
    if (request.url === '/silent/file') return void response.writeHead(200).write('the');
    encoding = request.headers['accept-encoding'];
    response.end(file);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const got = await download({
      urls: [`${base}/silent/file`, `${base}/good/file`],
      sha256: sha256(file),
      stallMs: 100,
    });
    expect(Buffer.from(got).toString()).toBe('the file');
    expect(encoding).toBe('identity');
    await expect(download({ urls: [`${base}/silent/file`], sha256: sha256(file), stallMs: 1000 })).rejects.toThrow(
      /silent for 1 s/,
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
