import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';

/** A file of this folder is a command: it exports `register`. */
interface CommandModule {
  readonly register: (program: Command) => void;
}

const NOT_COMMANDS = new Set(['main', 'paths']);

/**
 * Runs one command line.
 * @param args words after `uncanny`
 */
export async function run(args: readonly string[]): Promise<void> {
  const program = new Command('uncanny')
    .description(
      'Is it real, or did a machine dream it? Trains generative models of images and lets people judge them.',
    )
    .showHelpAfterError('(uncanny --help lists the commands)');
  // Only the command asked for is loaded, so that serving does not wait for the learning half. Help loads all.
  const names = await commandNames();
  const wanted = args.find((word) => !word.startsWith('-'));
  for (const name of wanted && names.includes(wanted) ? [wanted] : names) {
    const module = (await import(
      `./${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`
    )) as Partial<CommandModule>;
    if (!module.register) throw new Error(`server/cli/${name} exports no register(program)`);
    module.register(program);
  }
  try {
    await program.parseAsync(['node', 'uncanny', ...args]);
  } catch (error) {
    // Expected troubles are told in their own sentence; a bug keeps its stack.
    const known = error instanceof Error && error.name !== 'Error' && /Error$/.test(error.name) && !isBug(error);
    process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
}

const isBug = (error: Error): boolean =>
  error instanceof TypeError ||
  error instanceof RangeError ||
  error instanceof ReferenceError ||
  error instanceof SyntaxError;

async function commandNames(): Promise<string[]> {
  const entries = await readdir(fileURLToPath(new URL('.', import.meta.url)), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|js)$/.test(entry.name) && !/\.(d|test)\.ts$/.test(entry.name))
    .map((entry) => entry.name.replace(/\.(ts|js)$/, ''))
    .filter((name) => !NOT_COMMANDS.has(name))
    .sort();
}
