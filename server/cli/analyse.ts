import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { Columns } from './analyse/columns.ts';
import type { AnalyseOptions, Design } from './analyse/design.ts';
import { DESIGNS } from './analyse/designs/index.ts';
import { pageOf } from './analyse/page.ts';
import { readSheet, SheetError } from './analyse/sheet.ts';
import { textOf } from './analyse/text.ts';
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
  readonly width: number;
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
    .option('--scale <points>', 'duel, variety: rating = init + scale x log_base(strength)', above(0), 400)
    .option('--base <number>', 'duel, variety: base of that logarithm', above(1), 10)
    .option('--init <points>', 'duel, variety: rating of average strength', number, 1000)
    .option('--prior <wins>', 'duel, variety: wins each way added to every pair', from0, 0)
    .option('--classes <a,b,...>', 'label: the classes there are, in their order', (text: string) => text.split(','))
    .addOption(
      new Option('--error-rate <rule>', 'verdict: wrong / all, or fakes and reals a half each').choices([
        'all',
        'halves',
      ]),
    )
    .option('--skill', 'verdict: also fit skill apart from difficulty (crossed probit; needs image)')
    .option('--width <share>', 'verdict: width of the interval of the error rate at which a study may stop', share, 0.1)
    .action(analyse);
}

/** @throws SheetError where the design cannot go by it, or a row does not say it */
function refuseCluster(
  cluster: NonNullable<AnalyseCommand['cluster']>,
  design: Design,
  columns: Columns,
  file: string,
): void {
  if (!design.clusters.includes(cluster)) {
    const known = design.clusters.length > 0 ? `by ${design.clusters.join(' or ')}` : 'by no units';
    throw new SheetError(
      `--cluster ${cluster} is not for ${design.name}, whose intervals go ${known}: choose one of those or leave --cluster out.`,
    );
  }
  if (!columns.has(cluster))
    throw new SheetError(
      `--cluster ${cluster} needs a column '${cluster}' but ${file} has none: name it with --map ${cluster}=<column>.`,
    );
  for (let i = 0; i < columns.count; i++) columns.needed(i, cluster);
}

async function writeReport(file: string, page: string): Promise<void> {
  try {
    await writeFile(file, page);
  } catch (error) {
    throw new SheetError(
      `The report should go to ${file} but that cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)}): name a file in a folder that is there.`,
    );
  }
}

async function analyse(file: string, command: AnalyseCommand): Promise<void> {
  const design = DESIGNS.find(({ name }) => name === command.design)!;
  const columns = new Columns(await readSheet(file), design.columns, command.map ?? {});
  if (command.cluster) refuseCluster(command.cluster, design, columns, file);
  const options: AnalyseOptions = {
    ...command,
    cluster: command.cluster ?? null,
    classes: command.classes ?? null,
    errorRate: command.errorRate ?? null,
    skill: command.skill ?? false,
  };
  const findings = design.analyse(columns, options);
  const { result, notes } = findings;
  if (command.report) await writeReport(command.report, pageOf(design, file, columns.count, findings));
  process.stderr.write(`${columns.count} row${columns.count === 1 ? '' : 's'} of ${file}, design ${design.name}\n`);
  if (command.json) {
    const printed = { design: design.name, rows: columns.count, ...result, notes };
    process.stdout.write(`${JSON.stringify(printed, null, 1)}\n`);
  } else process.stdout.write(textOf(findings));
  if (command.report) process.stderr.write(`Report in ${command.report}\n`);
}

function mapping(text: string, known: Record<string, string> = {}): Record<string, string> {
  const pairs = text.split(',').map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1 || at === pair.length - 1)
      throw new InvalidArgumentError(`--map wants ours=theirs, such as participant=rater, but got "${pair}".`);
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  });
  const names = [...Object.keys(known), ...pairs.map(([ours]) => ours)];
  const twice = names.find((ours, i) => names.indexOf(ours) !== i);
  if (twice !== undefined) throw new InvalidArgumentError(`--map says twice which column holds ${twice}: keep one.`);
  return { ...known, ...Object.fromEntries(pairs) };
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new InvalidArgumentError(`A number is expected but "${text}" came.`);
  return value;
}

function share(text: string): number {
  const value = number(text);
  if (value <= 0 || value >= 1)
    throw new InvalidArgumentError(`A number between 0 and 1 is expected, .1 for 10 points, but "${text}" came.`);
  return value;
}

function from0(text: string): number {
  const value = number(text);
  if (value < 0) throw new InvalidArgumentError(`A number from 0 up is expected but "${text}" came.`);
  return value;
}

function above(least: number): (text: string) => number {
  return (text) => {
    const value = number(text);
    if (value <= least) throw new InvalidArgumentError(`A number above ${least} is expected but "${text}" came.`);
    return value;
  };
}
