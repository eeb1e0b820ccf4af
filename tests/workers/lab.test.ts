import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hangStrokes } from '../../server/gallery/held-out.ts';
import { openGalleryWriter } from '../../server/gallery/hang.ts';
import type { LabQuestion } from '../../server/lab/question.ts';
import { createLab } from '../../server/workers/lab.ts';
import type { Lab } from '../../server/workers/lab.ts';

const modelsDir = fileURLToPath(new URL('../../models', import.meta.url));
let dataDir: string;
let lab: Lab;
let warnings: string[];

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'uncanny-lab-'));
  const writer = await openGalleryWriter(dataDir);
  await hangStrokes(writer);
  await writer.close();
  warnings = [];
});
afterEach(async () => {
  await lab.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const folders = () => ({ dataDir, modelsDir, suppliedDir: null });
const warn = (message: string): void => void warnings.push(message);
const question = (first: number): LabQuestion => ({
  subject: { kind: 'dataset', dataset: 'strokes' },
  operation: 'reals',
  input: { n: 1, first },
});

describe('the process of the lab', () => {
  it('answers in turn, is started again when it was killed, and tells who waited', async () => {
    lab = createLab(folders(), { warn });
    expect(lab.pid).toBeNull();
    expect(await lab.ask(question(0))).toMatchObject({ ok: true });
    const pid = lab.pid!;
    process.kill(pid, 'SIGSTOP'); // so that it can't answer before it dies
    const [lost, next] = [lab.ask(question(1)), lab.ask(question(2))];
    process.kill(pid, 'SIGKILL');
    expect(await lost).toMatchObject({ ok: false, code: 'server/failed' });
    expect(await next).toMatchObject({ ok: true });
    expect(lab.pid).not.toBe(pid);
    expect(warnings.length).toBeGreaterThan(0);
  });

  it('refuses what comes when too many wait, and what has waited too long', async () => {
    lab = createLab(folders(), { warn, queue: 1, patienceMs: 0 });
    const answers = await Promise.all([0, 1, 2].map((first) => lab.ask(question(first))));
    expect(answers.map((answer) => answer.ok)).toEqual([true, false, false]);
    for (const answer of answers.slice(1)) expect(answer).toMatchObject({ code: 'lab/busy' });
  });

  it('ends an answer that takes too long, and goes on', async () => {
    lab = createLab(folders(), { warn, limitMs: 1 });
    const answers = await Promise.all([lab.ask(question(0)), lab.ask(question(1))]);
    // Both were given up for their time; neither was blamed for the end of the other's process.
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, code: 'lab/busy' });
  });

  it('computes an equal question once', async () => {
    lab = createLab(folders(), { warn });
    const [a, b] = await Promise.all([lab.ask(question(0)), lab.ask(question(0))]);
    expect(a).toBe(b);
    expect(await lab.ask(question(0))).toBe(a);
  });
});
