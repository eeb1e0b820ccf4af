import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';

/** A file that cannot be analysed as it stands; the message is one sentence for a person. */
export class SheetError extends Error {
  override readonly name = 'SheetError';
}

/** Rows of text, as they stand in a file. An absent value is ''. */
export interface Sheet {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Where row i stands, as a person would look it up: 'line 7', 'row 6'. */
  readonly where: (i: number) => string;
}

/**
 * Reads CSV, TSV, JSONL or Parquet: by the file's first bytes, then by its name.
 * @throws SheetError where the file is missing, empty or not what it seems
 */
export async function readSheet(file: string): Promise<Sheet> {
  const sheet = await readAny(file);
  if (sheet.rows.length === 0) throw new SheetError(`${file} should hold judgments, one a row, but has no rows.`);
  return sheet;
}

async function readAny(file: string): Promise<Sheet> {
  const start = await firstBytes(file);
  const name = path.extname(file).toLowerCase();
  if (start === 'PAR1') return readParquet(file);
  if (name === '.parquet')
    throw new SheetError(`${file} should begin with the bytes PAR1 of a Parquet file but does not: write it again.`);
  const text = decoded(file, await readFile(file));
  if (/^\s*\[/.test(text) && name !== '.csv' && name !== '.tsv')
    throw new SheetError(
      `${file} holds one JSON array where one object a line (JSONL) is expected: write each object on a line of its own.`,
    );
  const asLines = name === '.jsonl' || name === '.ndjson' || /^\s*\{/.test(text);
  return asLines ? readLines(file, text) : readCsv(file, text, name === '.tsv' ? '\t' : undefined);
}

/** @throws SheetError where it is no UTF-8 text: names that lose letters could become one */
function decoded(file: string, bytes: Buffer): string {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  let text: string | null = null;
  try {
    if (!wide) text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Said below.
  }
  if (text === null || text.includes('\0'))
    throw new SheetError(
      `${file} should be text in UTF-8 but is ${wide ? 'UTF-16' : 'not'}: save it as CSV UTF-8, or as JSONL or Parquet.`,
    );
  return text;
}

async function firstBytes(file: string): Promise<string> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
      return buffer.toString('latin1', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is none' : code === 'EISDIR' ? 'it is a folder' : message;
    throw new SheetError(`A file of judgments is expected at ${file} but ${why}: check the path.`);
  }
}

function readCsv(file: string, text: string, delimiter?: string): Sheet {
  const header = text.slice(0, text.search(/\r?\n|$/));
  const separator =
    delimiter ?? (header.includes(',') || !/[;\t]/.test(header) ? ',' : header.includes(';') ? ';' : '\t');
  const lines: number[] = [];
  let records: string[][];
  try {
    records = parse(text, {
      delimiter: separator,
      skip_empty_lines: true,
      trim: true,
      on_record: (record: string[], info: { readonly lines: number }) => {
        lines.push(info.lines);
        return record;
      },
    }) as unknown as string[][];
  } catch (error) {
    if (error instanceof CsvError)
      throw new SheetError(`${file} is not well-formed CSV: ${error.message}. Correct that line.`);
    throw error;
  }
  const [columns = [], ...rows] = records;
  refuseTwins(file, columns);
  return { file, columns, rows, where: (i) => `line ${lines[i + 1]!}` };
}

function refuseTwins(file: string, columns: readonly string[]): void {
  const twin = columns.find((name, i) => columns.indexOf(name) !== i);
  if (twin !== undefined)
    throw new SheetError(`${file} has two columns named '${twin}' where each should have its own name: rename one.`);
}

function readLines(file: string, text: string): Sheet {
  const lines = text.split(/\r?\n/).flatMap((line, i) => (line.trim() === '' ? [] : [{ line, number: i + 1 }]));
  const records = lines.map(({ line, number }) => {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      value = null;
    }
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    throw new SheetError(
      `Line ${number} of ${file} should be one JSON object such as {"participant":"p1"} but is not: correct that line.`,
    );
  });
  return fromRecords(file, records, (i) => `line ${lines[i]!.number}`);
}

async function readParquet(file: string): Promise<Sheet> {
  const { asyncBufferFromFile, parquetReadObjects } = await import('hyparquet');
  const { compressors } = await import('hyparquet-compressors');
  try {
    const records = await parquetReadObjects({ file: await asyncBufferFromFile(file), compressors });
    return fromRecords(file, records, (i) => `row ${i + 1}`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SheetError(`${file} should be a whole Parquet file but cannot be read (${why}): write it again.`);
  }
}

function fromRecords(file: string, records: readonly Record<string, unknown>[], where: Sheet['where']): Sheet {
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return { file, columns, rows: records.map((record) => columns.map((name) => textOf(record[name]))), where };
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value).trim();
}
