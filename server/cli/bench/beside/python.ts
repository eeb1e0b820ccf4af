import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../../paths.ts';

/** A Python that can import these modules, or null: PYTHON where it is set, else the usual names. */
export function pythonWith(modules: readonly string[]): string | null {
  const names = [process.env['PYTHON'], 'python3', '/usr/bin/python3', 'python'];
  const fits = (name: string | undefined): boolean =>
    name !== undefined &&
    name !== '' &&
    spawnSync(name, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' }).status === 0;
  return names.find(fits) ?? null;
}

/** Runs a script of `server/cli/bench/` and parses the JSON it prints. @throws Error where it fails, after its own message */
export async function runPython(python: string, script: string, args: readonly string[]): Promise<unknown> {
  const file = path.join(projectRoot(), 'server', 'cli', 'bench', script);
  const child = spawn(python, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const status = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (status !== 0) throw new Error(`${script} was expected to print its times, but it ended with status ${status}.`);
  return JSON.parse(Buffer.concat(chunks).toString());
}
