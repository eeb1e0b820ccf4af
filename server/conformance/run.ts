import { readdir } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { NotHere, type ConformanceContext, type ConformanceRow } from './row.ts';

/** Compared with what was published, or left out with the reason. */
type Outcome =
  | { readonly ours: number; readonly difference: number; readonly agrees: boolean; readonly leftOut: null }
  | { readonly ours: null; readonly difference: null; readonly agrees: null; readonly leftOut: string };

/** A row worked out. */
export type ConformanceResult = Outcome & {
  /** File that the row stands in. */
  readonly area: string;
  readonly name: string;
  readonly source: string;
  readonly published: string;
  readonly tolerance: number;
};

export interface Area {
  readonly area: string;
  readonly rows: readonly ConformanceRow[];
}

const here = fileURLToPath(import.meta.url);
const NOT_AREAS = new Set(['row', 'run']);

/** The files beside this one, in the order of their names. @throws Error naming a file that exports no rows */
export async function listAreas(): Promise<Area[]> {
  const extension = extname(here);
  const entries = await readdir(dirname(here), { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension) && !/\.(d|test)\.ts$/.test(entry.name))
    .map((entry) => entry.name.slice(0, -extension.length))
    .filter((name) => !NOT_AREAS.has(name));
  return Promise.all(
    names.sort().map(async (area) => {
      const file = join(dirname(here), `${area}${extension}`);
      const { rows } = (await import(pathToFileURL(file).href)) as { rows?: readonly ConformanceRow[] };
      if (!rows?.length) throw new Error(`${file} should export 'rows', a list of published numbers, but does not.`);
      return { area, rows };
    }),
  );
}

/** Works out the rows one after another. */
export async function* compare(
  areas: readonly Area[],
  context: ConformanceContext,
): AsyncGenerator<ConformanceResult, void, void> {
  for (const { area, rows } of areas) {
    for (const row of rows) {
      const { name, source, published, tolerance = halfOfLastDigit(published) } = row;
      yield { area, name, source, published, tolerance, ...(await outcomeOf(row, tolerance, context)) };
    }
  }
}

async function outcomeOf(row: ConformanceRow, tolerance: number, context: ConformanceContext): Promise<Outcome> {
  try {
    const ours = await row.compute(context);
    const difference = ours - numberOf(row.published);
    // The bound itself agrees: a tie is rounded either way. Doubles blur it by their own rounding.
    const agrees = Math.abs(difference) <= tolerance * (1 + 1e-9) + Number.EPSILON * Math.abs(ours);
    return { ours, difference, agrees, leftOut: null };
  } catch (error) {
    if (!(error instanceof NotHere)) throw error;
    return { ours: null, difference: null, agrees: null, leftOut: error.message };
  }
}

/** A number as papers print it, such as '.166' or '-2466.938'. @throws RangeError */
function numberOf(published: string): number {
  const value = Number(published);
  if (published.trim() === '' || !Number.isFinite(value)) {
    throw new RangeError(`A published number is expected but '${published}' stands there.`);
  }
  return value;
}

function halfOfLastDigit(published: string): number {
  const [digits, exponent = '0'] = published.toLowerCase().split('e') as [string, string?];
  const decimals = digits.split('.')[1]?.length ?? 0;
  return 0.5 * 10 ** (Number(exponent) - decimals);
}
