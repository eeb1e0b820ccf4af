import type { Command } from 'commander';
import { wholeNumber } from './parts/options.ts';
import { STUDIES, type Claim } from '../analysis/calibration/index.ts';

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

function calibration(wanted: string[], { quick, repetitions, json }: CalibrationCommand): void {
  const studies = STUDIES.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
  if (studies.length === 0) {
    process.stderr.write(
      `Expected words of ${STUDIES.map(({ name }) => `'${name}'`).join(', ')}; found none in '${wanted.join(' ')}'.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const claims: Claim[] = [];
  if (!json)
    process.stdout.write(
      '| holds | measure | players, and what is resampled | promise | share | wanted | repetitions |\n|---|---|---|---|---|---|---|\n',
    );
  for (const study of studies) {
    process.stderr.write(`${study.name} ...\n`);
    for (const claim of study.run(quick ? 'quick' : 'full', repetitions)) {
      claims.push(claim);
      if (!json) process.stdout.write(`${line(claim)}\n`);
    }
  }
  const broken = claims.filter(({ holds }) => !holds).length;
  if (json) process.stdout.write(`${JSON.stringify(claims, null, 1)}\n`);
  process.stderr.write(`${claims.length - broken} of ${claims.length} promises hold.\n`);
  if (broken > 0) process.exitCode = 1;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** A row of a Markdown table, so that the record is what was printed. */
function line({ holds, measure, design, promise, share, se, wanted, repetitions }: Claim): string {
  const found = `${percent(share)} (s.e. ${(100 * se).toFixed(1)})`;
  return `| ${holds ? 'yes' : 'no'} | ${measure} | ${design} | ${promise} | ${found} | ${wanted.map(percent).join(' to ')} | ${repetitions} |`;
}
