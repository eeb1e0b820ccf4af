import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { checkpointHeader } from '../checkpoint.ts';
import type { AutomaticScores, CheckpointHeader } from '../checkpoint.ts';
import { CheckpointError } from '../generator.ts';
import type { TensorMap } from '../generator.ts';
import { writeAtomic } from './atomic.ts';
import { decodeSafetensors, encodeSafetensors, headerLength, LENGTH_BYTES, parseHeader } from './safetensors.ts';

/** What identifies a model: SHA-256 (hex) over generator, config and tensors; scores and dates do not change it. */
export interface Identity {
  readonly hash: string;
  /** First twelve hex digits of the hash: how people and logs name a checkpoint. */
  readonly id: string;
}

export interface CheckpointSummary extends Identity {
  readonly path: string;
  readonly header: CheckpointHeader;
}

export interface Checkpoint extends CheckpointSummary {
  readonly tensors: TensorMap;
}

/** Writes a checkpoint atomically. @throws the file system's error, e.g. ENOSPC; an older file then stays as it was. */
export async function writeCheckpoint(path: string, header: CheckpointHeader, tensors: TensorMap): Promise<Identity> {
  const hash = checkpointHash(header, tensors);
  await writeAtomic(
    path,
    encodeSafetensors(tensors, { uncanny: JSON.stringify(checkpointHeader.parse(header)), hash }),
  );
  return { hash, id: idOf(hash) };
}

/** Reads and verifies a whole checkpoint. @throws CheckpointError for a missing, cut, corrupt or foreign file. */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(path, error);
  });
  const { metadata, tensors } = decodeSafetensors(bytes, path);
  const { header, hash } = ownHeader(metadata, path);
  for (const [name, { data }] of tensors) {
    if (!(data instanceof Float32Array))
      throw new CheckpointError(`${path} holds its tensor ${name} as integers where float32 is expected; train anew.`);
  }
  const floats = tensors as TensorMap;
  const found = checkpointHash(header, floats);
  if (found !== hash) {
    throw new CheckpointError(
      `${path} says its content is ${idOf(hash)} but it is ${idOf(found)}: it was damaged or edited; copy it again or train anew.`,
    );
  }
  return { path, header, hash, id: idOf(hash), tensors: floats };
}

/** Reads only the header: fast, and trusts the recorded hash. @throws CheckpointError */
export async function readCheckpointHeader(path: string): Promise<CheckpointSummary> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw unreadable(path, error);
  });
  try {
    const start = Buffer.alloc(LENGTH_BYTES);
    const { bytesRead } = await file.read(start, 0, LENGTH_BYTES, 0);
    const length = headerLength(start.subarray(0, bytesRead), path);
    const { size } = await file.stat();
    if (size < LENGTH_BYTES + length)
      throw new CheckpointError(
        `${path} should have at least ${LENGTH_BYTES + length} bytes but has ${size}: it is cut short; copy it again.`,
      );
    const json = Buffer.alloc(length);
    await file.read(json, 0, length, LENGTH_BYTES);
    const { metadata, entries } = parseHeader(json, path);
    const end = LENGTH_BYTES + length + Math.max(0, ...[...entries.values()].map((entry) => entry.data_offsets[1]));
    if (size !== end)
      throw new CheckpointError(
        `${path} should have ${end} bytes but has ${size}; copy it again or resume the run that wrote it.`,
      );
    const { header, hash } = ownHeader(metadata, path);
    return { path, header, hash, id: idOf(hash) };
  } finally {
    await file.close();
  }
}

/** Records scores in a checkpoint's header; its identity does not change. @throws CheckpointError */
export async function recordScores(path: string, scores: AutomaticScores): Promise<Identity> {
  const { header, tensors } = await readCheckpoint(path);
  return writeCheckpoint(path, { ...header, scores }, tensors);
}

/** SHA-256 (hex) over generator, config (keys in order) and every tensor's name, shape and bytes (names in order). */
export function checkpointHash(header: Pick<CheckpointHeader, 'generator' | 'config'>, tensors: TensorMap): string {
  const sha = createHash('sha256').update(canonical({ generator: header.generator, config: header.config }));
  for (const name of [...tensors.keys()].sort()) {
    const { shape, data } = tensors.get(name)!;
    sha.update(`\n${name} ${shape.join()}\n`).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return sha.digest('hex');
}

function ownHeader(
  metadata: Readonly<Record<string, string>>,
  path: string,
): { header: CheckpointHeader; hash: string } {
  const { uncanny, hash } = metadata;
  if (typeof uncanny !== 'string' || typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) {
    throw new CheckpointError(
      `${path} is a safetensors file but carries no description by this program; give a checkpoint made by \`uncanny train\`.`,
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(uncanny);
  } catch {
    throw new CheckpointError(`${path} carries a description that is not JSON: it was damaged; copy it again.`);
  }
  const format = (json as { format?: unknown } | null)?.format;
  if (format !== 1)
    throw new CheckpointError(
      `${path} has checkpoint format ${String(format)} where 1 is expected; use the version of this program that wrote it.`,
    );
  const header = checkpointHeader.safeParse(json);
  if (!header.success) {
    const issue = header.error.issues[0];
    throw new CheckpointError(
      `${path} carries a description whose ${issue?.path.join('.') || 'content'} is wrong (${issue?.message}); copy it again or train anew.`,
    );
  }
  return { header: header.data, hash };
}

const idOf = (hash: string): string => hash.slice(0, 12);

/** JSON with keys in order, so that equal configs give equal text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, v]) => v !== undefined);
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
    .join()}}`;
}

const unreadable = (path: string, error: NodeJS.ErrnoException): CheckpointError =>
  new CheckpointError(
    error.code === 'ENOENT'
      ? `There is no checkpoint at ${path}; see \`uncanny models\` for those there are.`
      : `${path} can't be read (${error.code ?? error.message}); check the path and its permissions.`,
  );
