import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';

/** A server in a process of its own, which can be killed and started again on the same port and folder. */
export class ServerProcess {
  readonly url: string;
  #child: ChildProcess | null = null;
  #said = '';

  /** @param args of node, for a given port */
  constructor(
    readonly port: number,
    private readonly args: readonly string[],
  ) {
    this.url = `http://127.0.0.1:${port}/`;
  }

  /** Resolves when it answers; milliseconds it took. Throws with what it said where it does not within `timeoutMs`. */
  async start(timeoutMs = 120_000): Promise<number> {
    const began = performance.now();
    this.#said = '';
    const child = spawn(process.execPath, [...this.args], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (this.#said += text.toString()));
    while (performance.now() - began < timeoutMs) {
      if (child.exitCode !== null) break;
      const answer = await fetch(`${this.url}healthz`).catch(() => null);
      if (answer?.ok) return performance.now() - began;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the server did not start within ${timeoutMs / 1000} s; it said: ${this.#said}`);
  }

  /** SIGKILL: no chance to flush anything. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
