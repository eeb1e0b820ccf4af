/**
 * What every command of the project needs before it can run: the right Node, the packages of the lock file, and a build
 * of the present sources. Uses Node alone, since nothing else is installed yet. Each step says what it does when it is needed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => path.join(root, ...parts);

const say = (line) => process.stderr.write(`${line}\n`);
const fail = (line) => {
  say(line);
  process.exit(1);
};

/** Packages as the lock file names them, installed with `npm ci` where they are not. */
export function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(
      `Uncanny needs Node 20.19 or newer, and this is ${process.versions.node}. Install a newer Node, then try again.`,
    );
  }
  const lock = sha256(readFileSync(at('package-lock.json')), process.versions.modules, process.platform, process.arch);
  const stamp = at('node_modules', '.uncanny-installed');
  const installed = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lock;
  if (installed()) return;
  alone(() => installed() || install(stamp, lock));
}

function install(stamp, lock) {
  say('Installing packages (a minute or two, only this once; SQLite is compiled on this machine) ...');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...process.env, ...withLocalHeaders() },
  });
  if (result.status !== 0) {
    fail(
      'The packages could not be installed. See the lines above; the package registry must be reachable and a C++ toolchain (g++, make, python3) present.',
    );
  }
  writeFileSync(stamp, lock);
}

/** node-gyp would fetch Node's headers from the network; where this Node brought its own, it uses those. */
function withLocalHeaders() {
  const prefix = path.resolve(path.dirname(process.execPath), '..');
  const header = path.join(prefix, 'include', 'node', 'node_version.h');
  if (!existsSync(header)) return {};
  return readFileSync(header, 'utf8').includes(`NODE_MODULE_VERSION ${process.versions.modules}`)
    ? { npm_config_nodedir: prefix }
    : {};
}

const SOURCES = { server: ['shared', 'server'], client: ['shared', 'client'] };
const CONFIGS = ['package-lock.json', 'tsconfig.json', 'tsconfig.server.json', 'vite.config.ts'];

/** dist/ as the present sources make it; each half is built only when its own sources changed. */
export function ensureBuilt() {
  if (staleHalves().length > 0) alone(() => build(staleHalves()));
}

function staleHalves() {
  return Object.keys(SOURCES).filter(
    (half) => !existsSync(stampOf(half)) || readFileSync(stampOf(half), 'utf8') !== fingerprint(half),
  );
}

function build(stale) {
  if (stale.length === 0) return;
  say('Building (less than a minute) ...');
  for (const half of stale) {
    const before = fingerprint(half);
    const [tool, args] =
      half === 'server'
        ? [at('node_modules', 'typescript', 'bin', 'tsc'), ['-p', 'tsconfig.server.json']]
        : [at('node_modules', 'vite', 'bin', 'vite.js'), ['build', '--logLevel', 'warn']];
    const result = spawnSync(process.execPath, [tool, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    if (result.status !== 0) fail(`The ${half} could not be built; see the lines above.`);
    mkdirSync(at('dist'), { recursive: true });
    writeFileSync(stampOf(half), before);
  }
}

const BUSY = at('.uncanny-busy');

/** Runs `work` while no other command installs or builds in this folder: both at once would pull the files from under each other. */
function alone(work) {
  for (let waits = 0; !takeTurn(); waits++) {
    if (waits === 0) say('Another command is installing or building here; waiting for it ...');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  }
  const free = () => rmSync(BUSY, { force: true });
  process.once('exit', free);
  try {
    work();
  } finally {
    free();
    process.removeListener('exit', free);
  }
}

/** True where this process may go on. What a process that has died left behind does not keep others out. */
function takeTurn() {
  try {
    writeFileSync(BUSY, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    const owner = Number(readFileSync(BUSY, 'utf8'));
    if (owner > 0) process.kill(owner, 0);
  } catch (error) {
    if (error.code === 'ESRCH') rmSync(BUSY, { force: true });
    else if (error.code !== 'ENOENT' && error.code !== 'EPERM') throw error;
  }
  return false;
}

const stampOf = (half) => at('dist', `.${half}.stamp`);

function fingerprint(half) {
  const files = [
    ...SOURCES[half].flatMap((folder) => listFiles(at(folder))),
    ...CONFIGS.map((name) => at(name)).filter(existsSync),
  ];
  return sha256(...files.flatMap((file) => [path.relative(root, file), readFileSync(file)]));
}

function listFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function sha256(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}
