import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { Columns } from './analyse/columns.ts';
import type { AnalyseOptions, Chart, Findings } from './analyse/design.ts';
import { DESIGNS } from './analyse/designs/index.ts';
import { pageOf } from './analyse/page.ts';
import { readSheet } from './analyse/sheet.ts';
import { wholeNumber } from './parts/options.ts';

interface AnalyseCommand {
  readonly design: string;
  readonly map?: Record<string, string>;
  readonly cluster?: 'participant' | 'room' | 'item';
  readonly json?: boolean;
  readonly report?: string;
  readonly seed: number;
  readonly replicates: number;
  readonly ties: 'half' | 'davidson';
  readonly pairs: 'all' | 'one';
  readonly scale: number;
  readonly base: number;
  readonly init: number;
  readonly prior: number;
  readonly classes?: readonly string[];
  readonly errorRate?: 'all' | 'halves';
  readonly skill?: boolean;
}

export function register(program: Command): void {
  program
    .command('analyse')
    .description('Analyse judgments of people: CSV, JSONL or Parquet, one judgment a row')
    .argument('<votes>', 'file of judgments')
    .addOption(
      new Option('--design <design>', DESIGNS.map(({ name, summary }) => `${name}: ${summary}`).join('; '))
        .choices(DESIGNS.map(({ name }) => name))
        .makeOptionMandatory(),
    )
    .option('--map <ours=theirs,...>', 'columns of the file that go by another name, e.g. participant=rater', mapping)
    .addOption(
      new Option('--cluster <unit>', 'what intervals resample (default: participants; for labels, items)').choices([
        'participant',
        'room',
        'item',
      ]),
    )
    .option('--json', 'print one JSON object')
    .option('--report <file>', 'write one self-contained page with plots')
    .option('--seed <n>', 'seed of the resampling', wholeNumber, 0)
    .option('--replicates <n>', 'bootstrap replicates', wholeNumber, 10_000)
    .addOption(
      new Option('--ties <rule>', 'duel, variety: a tie is half a win each, or has its own parameter')
        .choices(['half', 'davidson'])
        .default('half'),
    )
    .addOption(
      new Option('--pairs <how many>', 'twins: every pair of a wall could be reported, or one a wall')
        .choices(['all', 'one'])
        .default('all'),
    )
    .option('--scale <points>', 'duel, variety: rating = init + scale x log_base(strength)', number, 400)
    .option('--base <number>', 'duel, variety: base of that logarithm', positive, 10)
    .option('--init <points>', 'duel, variety: rating of average strength', number, 1000)
    .option('--prior <wins>', 'duel, variety: wins each way added to every pair', number, 0)
    .option('--classes <a,b,...>', 'label: the classes there are, in their order', (text: string) => text.split(','))
    .addOption(
      new Option('--error-rate <rule>', 'verdict: wrong / all, or fakes and reals a half each').choices([
        'all',
        'halves',
      ]),
    )
    .option('--skill', 'verdict: also fit skill apart from difficulty (crossed probit; needs image)')
    .action(analyse);
}

async function analyse(file: string, command: AnalyseCommand): Promise<void> {
  const design = DESIGNS.find(({ name }) => name === command.design)!;
  const columns = new Columns(await readSheet(file), design.columns, command.map ?? {});
  if (command.cluster && !columns.has(command.cluster)) {
    process.stderr.write(
      `--cluster ${command.cluster} needs a column '${command.cluster}' but ${file} has none: name it with --map ${command.cluster}=<column>.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const options: AnalyseOptions = {
    ...command,
    cluster: command.cluster ?? null,
    classes: command.classes ?? null,
    errorRate: command.errorRate ?? null,
    skill: command.skill ?? false,
  };
  const findings = design.analyse(columns, options);
  process.stderr.write(`${columns.count} row${columns.count === 1 ? '' : 's'} of ${file}, design ${design.name}\n`);
  const { result, charts, notes } = findings;
  if (command.report) await writeFile(command.report, pageOf(design.name, file, columns.count, findings));
  if (command.json) {
    const printed = { design: design.name, rows: columns.count, ...result, notes };
    process.stdout.write(`${JSON.stringify(printed, null, 1)}\n`);
  } else process.stdout.write(`${[...charts.flatMap(textOf), ...scalarsOf(findings), ...notes].join('\n')}\n`);
  if (command.report) process.stderr.write(`Report in ${command.report}\n`);
}

function textOf(chart: Chart): string[] {
  if (chart.kind !== 'dots') return [];
  const width = Math.max(...chart.dots.map(({ name }) => name.length), 0);
  return [
    `${chart.title} (${chart.unit})`,
    ...chart.dots.map(({ name, value, low, high, detail }) => {
      const interval = low === null || high === null ? '' : ` (${short(low)} to ${short(high)})`;
      return `  ${name.padEnd(width)}  ${value === null ? 'unknown' : short(value)}${interval}${detail ? `  ${detail}` : ''}`;
    }),
  ];
}

function scalarsOf({ result }: Findings): string[] {
  return Object.entries(result).flatMap(([name, value]) =>
    typeof value === 'number' ? [`${name}: ${short(value)}`] : typeof value === 'string' ? [`${name}: ${value}`] : [],
  );
}

const short = (value: number): string =>
  Number.isInteger(value) ? String(value) : Math.abs(value) >= 100 ? value.toFixed(1) : value.toFixed(3);

function mapping(text: string, known: Record<string, string> = {}): Record<string, string> {
  const pairs = text.split(',').map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1 || at === pair.length - 1)
      throw new InvalidArgumentError(`--map wants ours=theirs, such as participant=rater, but got "${pair}".`);
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  });
  return { ...known, ...Object.fromEntries(pairs) };
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new InvalidArgumentError(`A number is expected but "${text}" came.`);
  return value;
}

function positive(text: string): number {
  const value = number(text);
  if (value <= 1) throw new InvalidArgumentError(`A number above 1 is expected but "${text}" came.`);
  return value;
}
