import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openGallery } from '../../server/gallery/gallery.ts';
import type { Gallery } from '../../server/gallery/gallery.ts';
import { encodePng } from '../../server/gallery/png.ts';
import { rngFor } from '../../server/ml/random.ts';
import { openStore } from '../../server/store/store.ts';
import type { Store } from '../../server/store/store.ts';
import { openTraining } from '../../server/workers/training.ts';
import type { Training } from '../../server/workers/training.ts';
import type { TrainingJob, TrainingRequest } from '../../shared/protocol/http.ts';

const MINUTES = 60_000;
const request: TrainingRequest = {
  generator: 'vae',
  dataset: 'folder',
  preset: 'classroom',
  overrides: { channels: 16, batch: 8, steps: 100_000 },
  seed: 3,
};

let dataDir: string;
let store: Store;
let gallery: Gallery;
let training: Training;
let warnings: string[];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'uncanny-training-'));
  await start(28);
});
afterEach(stop);

async function start(side: number): Promise<void> {
  warnings = [];
  store = await openStore(join(dataDir, 'data'));
  gallery = await openGallery(store.dataDir);
  training = await openTraining({
    folders: { dataDir: store.dataDir, modelsDir: join(dataDir, 'models'), suppliedDir: images(side) },
    store: store.jobs,
    after: Promise.resolve(),
    isAvailable: async (dataset) => dataset === 'folder',
    threads: () => 1,
    snapshotSeconds: 1,
    onHung: () => gallery.reload(),
    warn: (message) => warnings.push(message),
  });
}

async function stop(): Promise<void> {
  await training.close();
  await gallery.close();
  await store.close();
}

/** Sixty squares of two classes: few enough to be read at once. */
function images(side: number): string {
  const folder = join(dataDir, `images-${side}`);
  if (existsSync(folder)) return folder;
  const rng = rngFor('squares', side);
  for (let i = 0; i < 60; i++) {
    const pixels = new Uint8Array(side * side);
    const [top, left, size] = [rng.int(side / 2), rng.int(side / 2), 3 + rng.int(side / 3)];
    for (let y = top; y < Math.min(side, top + size); y++)
      pixels.fill(255 - (i % 7), y * side + left, y * side + Math.min(side, left + size));
    const kind = join(folder, i % 2 ? 'one' : 'two');
    mkdirSync(kind, { recursive: true });
    writeFileSync(join(kind, `${i}.png`), encodePng({ height: side, width: side, channels: 1, pixels }));
  }
  return folder;
}

async function added(change: Partial<TrainingRequest> = {}): Promise<string> {
  const reply = await training.add({ ...request, ...change });
  if (!reply.ok) throw new Error(reply.message);
  return reply.job.id;
}

const jobOf = (id: string): TrainingJob => training.jobs().find((job) => job.id === id)!;

/** Waits for a job to be as described; tells how it was where that never comes. */
async function until(id: string, fits: (job: TrainingJob) => boolean, ms = 5 * MINUTES): Promise<TrainingJob> {
  const end = Date.now() + ms;
  for (;;) {
    const job = jobOf(id);
    if (fits(job)) return job;
    if (Date.now() > end)
      throw new Error(`still ${JSON.stringify({ ...job, losses: job.losses.length })} ${warnings.join(' ')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const isDone = ({ status }: TrainingJob): boolean => status === 'done';

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a training job', () => {
  it('trains in a process of its own to a model that can be played', { timeout: 8 * MINUTES }, async () => {
    const id = await added({ generator: 'gaussian', overrides: { rank: 4 } });
    const job = await until(id, ({ status }) => status === 'done' || status === 'failed', 7 * MINUTES);
    expect([job.status, job.failure]).toEqual(['done', null]);
    expect([job.step > 0, job.step]).toEqual([true, job.totalSteps]);
    expect(job.losses.length).toBeGreaterThan(0);
    expect(job.snapshots.at(-1)!.step).toBe(job.totalSteps);
    const last = gallery.model(job.snapshots.at(-1)!.modelId)!;
    expect([last.runId, last.pool, last.header.step]).toEqual([id, 1000, job.totalSteps]);
    for (const { modelId } of job.snapshots) expect(gallery.model(modelId)!.pool).toBeGreaterThanOrEqual(200);
    expect(PNG.sync.read(readFileSync(training.gridFile(id)!)).width).toBeGreaterThan(28);
    expect(warnings.join()).toMatch(/classifier/); // these images have none, so it stays unscored, and says so
    expect((await store.jobs.all())[0]).toEqual(job);
  });

  it(
    'survives death, pause and restart of the server, and keeps its checkpoint when cancelled',
    { timeout: 15 * MINUTES },
    async () => {
      const id = await added();
      const waiting = await added({ seed: 4 });
      const before = await until(id, ({ snapshots, status }) => status === 'running' && snapshots.length > 0);
      expect(jobOf(waiting).status).toBe('queued'); // one at a time

      const first = training.pid!;
      process.kill(first, 'SIGKILL');
      const saved = before.snapshots.at(-1)!.step;
      const after = await until(id, ({ status }) => status === 'running' && training.pid !== first);
      expect(after.step).toBeGreaterThan(saved); // it went on from its checkpoint, not from the start
      expect(warnings.join()).toMatch(/ended unexpectedly \(SIGKILL\)/);

      const second = training.pid!;
      const paused = await training.pause(id);
      expect(paused).toMatchObject({ ok: true, job: { status: 'paused' } });
      await training.pause(waiting);
      while (alive(second)) await new Promise((resolve) => setTimeout(resolve, 20));
      expect([jobOf(id).status, training.pid]).toEqual(['paused', null]);
      const reached = jobOf(id).step;

      await training.resume(id);
      await until(id, ({ status, step }) => status === 'running' && step > reached);
      await stop();
      await start(28);
      expect(['queued', 'preparing', 'running']).toContain(jobOf(id).status);
      expect(jobOf(waiting).status).toBe('paused');
      await until(id, ({ status, step }) => status === 'running' && step > reached);

      await training.cancel(id);
      const third = training.pid;
      while (third !== null && alive(third)) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(jobOf(id).status).toBe('cancelled');
      expect(readdirSync(join(store.dataDir, 'runs', id))).toContain('resume.safetensors');
      expect(await training.resume(id)).toMatchObject({ ok: true, job: { status: 'cancelled' } });
    },
  );

  it(
    'paused, killed and resumed makes the model that an unbroken one makes, to the last bit',
    { timeout: 10 * MINUTES },
    async () => {
      const overrides = { channels: 16, batch: 8, steps: 400 };
      const broken = await added({ overrides });
      await until(broken, ({ snapshots, status }) => status === 'running' && snapshots.length > 0);
      const first = training.pid!;
      await training.pause(broken);
      while (alive(first)) await new Promise((resolve) => setTimeout(resolve, 20));
      const { step, totalSteps } = jobOf(broken);
      expect(step).toBeLessThan(totalSteps); // else nothing was paused
      await training.resume(broken);
      await until(broken, (job) => job.status === 'running' && job.step > step);
      process.kill(training.pid!, 'SIGKILL');
      const whole = await added({ overrides });
      const ended = [await until(broken, ({ status }) => status === 'done'), await until(whole, isDone)];
      const [a, b] = ended.map((job) => job.snapshots.at(-1)!);
      expect(a).toEqual(b); // a model's id is a hash of its weights
      const steps = ended[0]!.losses.map((point) => point.step);
      expect([...steps].sort((x, y) => x - y)).toEqual(steps);
    },
  );

  it('shows pictures from its first steps on, and keeps them', { timeout: 6 * MINUTES }, async () => {
    const id = await added({ overrides: { channels: 16, batch: 8, steps: 300 } });
    const first = await until(id, ({ grids }) => grids.length > 0);
    expect(first.grids[0]!.step).toBeLessThan(20);
    const { grids } = await until(id, isDone);
    expect(grids.at(-1)!.step).toBe(300);
    for (const { step } of grids) expect(PNG.sync.read(readFileSync(training.gridFile(id, step)!)).width).toBe(291);
    expect(training.gridFile(id, 299)).toBeNull();
    expect(readFileSync(training.gridFile(id)!)).toEqual(readFileSync(training.gridFile(id, 300)!));
  });

  it('changes places in the queue, which a restart of the server keeps', { timeout: 6 * MINUTES }, async () => {
    const running = await added();
    const [a, b, c] = [await added({ seed: 4 }), await added({ seed: 5 }), await added({ seed: 6 })];
    await training.earlier(c);
    await training.earlier(c);
    expect(await training.earlier(c)).toMatchObject({ ok: true, job: { status: 'queued' } }); // first already
    await training.later(a);
    const waiting = (): string[] =>
      training
        .jobs()
        .filter(({ id }) => id !== running)
        .sort((x, y) => x.turn - y.turn)
        .map(({ id }) => id);
    expect(waiting()).toEqual([c, b, a]);
    await stop();
    await start(28);
    expect(waiting()).toEqual([c, b, a]);
    await training.cancel(running);
    await until(c, ({ status }) => status !== 'queued'); // the first of them trains next
    expect([jobOf(a).status, jobOf(b).status]).toEqual(['queued', 'queued']);
    expect(await training.later('nothing')).toMatchObject({ ok: false, code: 'training/unknown' });
  });

  it('that fails says why in one sentence', { timeout: 6 * MINUTES }, async () => {
    await stop();
    await start(10);
    const job = await until(await added(), ({ status }) => status === 'failed');
    expect(job.failure).toMatch(/sides from 16 to 64 .* but got 10 x 10/);
    expect(job.failureKind).toBe('other');
  });

  it('whose loss runs away stops with a sentence, and is not begun again', { timeout: 6 * MINUTES }, async () => {
    const id = await added({ overrides: { channels: 16, batch: 8, steps: 400, learningRate: 0.1 } });
    const job = await until(id, ({ status }) => status === 'failed' || status === 'done');
    expect([job.status, job.failureKind]).toEqual(['failed', 'diverged']);
    expect(job.failure).toMatch(/should be a finite number but became \S+ at step \d+ of 400; lower the learning rate/);
    expect(job.losses.flatMap(({ values }) => Object.values(values)).every(Number.isFinite)).toBe(true);
    expect(await training.resume(id)).toMatchObject({ ok: true, job: { status: 'failed' } });
  });

  it('is refused where it can not work, before it is queued', async () => {
    expect(await training.add({ ...request, generator: 'oracle' })).toMatchObject({
      ok: false,
      code: 'training/unknown',
    });
    expect(await training.add({ ...request, overrides: { steps: 0 } })).toMatchObject({
      ok: false,
      code: 'training/bad-config',
    });
    expect(await training.add({ ...request, overrides: { magic: 1 } })).toMatchObject({
      ok: false,
      code: 'training/bad-config',
    });
    expect(await training.add({ ...request, dataset: 'mnist' })).toMatchObject({
      ok: false,
      code: 'dataset/unavailable',
    });
    expect(await training.pause('nothing')).toMatchObject({ ok: false, code: 'training/unknown' });
    expect(training.jobs()).toEqual([]);
  });
});
