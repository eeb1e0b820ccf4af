import type { Command } from 'commander';
import { CHAPTERS, COVERS, STUDIES, type Claim, type Study } from '../analysis/calibration/index.ts';
import { wholeNumber } from './parts/options.ts';

interface CalibrationCommand {
  readonly quick?: boolean;
  readonly repetitions?: number;
  readonly json?: boolean;
}

export function register(program: Command): void {
  program
    .command('calibration')
    .description('Simulate players who are known, and count how often the analysis keeps its promises')
    .argument('[studies...]', 'words of the studies to run; without them, all')
    .option('--quick', 'few repetitions: seconds, shows gross faults alone')
    .option('--repetitions <n>', 'so many of every study, other than its own number', wholeNumber)
    .option('--json', 'print one JSON array')
    .action(calibration);
}

function calibration(words: string[], { quick, repetitions, json }: CalibrationCommand): void {
  const wanted = ({ name }: Study): boolean => words.length === 0 || words.some((word) => name.includes(word));
  const chapters = CHAPTERS.flatMap(({ title, studies }) =>
    studies.some(wanted) ? [{ title, studies: studies.filter(wanted) }] : [],
  );
  if (chapters.length === 0 || repetitions === 0) {
    const names = STUDIES.map(({ name }) => `'${name}'`).join(', ');
    process.stderr.write(
      chapters.length === 0
        ? `Expected words of ${names}; found none in '${words.join(' ')}'.\n`
        : `--repetitions should be 1 or more but is 0: leave it out for each study's own number.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const thoroughness = quick ? 'quick' : 'full';
  const of = (study: Study): number => repetitions ?? study.repetitions[thoroughness];
  const progress = new Progress(chapters.flatMap(({ studies }) => studies).length);
  const claims: Claim[] = [];
  for (const { title, studies } of chapters) {
    if (!json) process.stdout.write(`## ${title}\n\n${HEAD}`);
    for (const study of studies) {
      const heard = progress.start(study.name, of(study));
      const found = study.run(thoroughness, of(study), heard);
      progress.end();
      claims.push(...found);
      if (!json) process.stdout.write(linesOf(found));
    }
    if (!json) process.stdout.write('\n');
  }
  const broken = claims.filter(({ holds }) => !holds).length;
  if (json) process.stdout.write(`${JSON.stringify(claims, null, 1)}\n`);
  else process.stdout.write(`${claims.length - broken} of ${claims.length} promises hold. ${progress.total()}\n`);
  process.stderr.write(`${claims.length - broken} of ${claims.length} promises hold. ${progress.total()}\n`);
  if (broken > 0) process.exitCode = 1;
}

/** Says on standard error which study runs, how far it is, and how long all took. */
class Progress {
  readonly #studies: number;
  readonly #began = performance.now();
  readonly #cpu = process.cpuUsage();
  #at = 0;
  #name = '';
  #of = 0;
  #since = 0;

  constructor(studies: number) {
    this.#studies = studies;
  }

  start(name: string, of: number): (done: number) => void {
    [this.#name, this.#of, this.#since] = [name, of, performance.now()];
    this.#at++;
    let said = this.#since;
    this.#say(`0 of ${of}`);
    return (done) => {
      if (performance.now() - said < 1000) return;
      said = performance.now();
      this.#say(`${done} of ${of}`);
    };
  }

  end(): void {
    this.#say(`${this.#of} repetitions, ${duration(performance.now() - this.#since)}`);
    process.stderr.write('\n');
  }

  total(): string {
    const { user, system } = process.cpuUsage(this.#cpu);
    return `${duration((user + system) / 1000)} of one core in ${duration(performance.now() - this.#began)}.`;
  }

  /** On a terminal the line is written over; elsewhere only its last form. */
  #say(what: string): void {
    const text = `[${this.#at} of ${this.#studies}] ${this.#name}: ${what}`;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
    else if (what.includes('repetitions')) process.stderr.write(text);
  }
}

/** From milliseconds. */
function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const HEAD =
  '| players, and what is resampled | shares in per cent | s.e. | wanted | repetitions |\n|---|---|---|---|---|\n';

/** Rows of a Markdown table, so that the record is what was printed: claims of one study that want the same share one row. */
function linesOf(claims: readonly Claim[]): string {
  const rows = new Map<string, Claim[]>();
  for (const claim of claims) {
    const key = JSON.stringify([claim.design, claim.wanted, claim.repetitions]);
    rows.set(key, [...(rows.get(key) ?? []), claim]);
  }
  return [...rows.values()].map((row) => `${lineOf(row)}\n`).join('');
}

function lineOf(row: readonly Claim[]): string {
  const { design, wanted, repetitions } = row[0]!;
  const shares = row.map(({ measure, promise, share, holds }) => {
    const about = promise === COVERS ? measure : `${measure}: ${promise}`;
    return `${about} ${holds ? percent(share) : `**${percent(share)}, does not hold**`}`;
  });
  const se = Math.max(...row.map((claim) => claim.se));
  const [low, high] = wanted.map((end) => Number((100 * end).toFixed(1))) as [number, number];
  const range = high === 100 ? `${low} at least` : low === 0 ? `${high} at most` : `${low} to ${high}`;
  return `| ${design} | ${shares.join('; ')} | ${(100 * se).toFixed(2)} | ${range} | ${repetitions.toLocaleString('en')} |`;
}

const percent = (share: number): string => (100 * share).toFixed(1);
