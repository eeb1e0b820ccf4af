import { SheetError, type Sheet } from './sheet.ts';

/** A column that a design reads. */
export interface ColumnSpec {
  readonly name: string;
  readonly required: boolean;
  readonly meaning: string;
}

/** What is written where nothing is known. */
const ABSENT = new Set(['', 'na', 'nan', 'null', 'none', 'undefined']);

/** Rows of a sheet under the names that a design uses. */
export class Columns {
  readonly count: number;
  readonly #sheet: Sheet;
  /** Place of each known column in the sheet. */
  readonly #places = new Map<string, number>();
  readonly #theirNames = new Map<string, string>();

  /**
   * @param mapping our name to the file's
   * @throws SheetError where a required or a mapped column is missing, or a mapping names no column of the design
   */
  constructor(sheet: Sheet, specs: readonly ColumnSpec[], mapping: Readonly<Record<string, string>>) {
    this.#sheet = sheet;
    this.count = sheet.rows.length;
    const list = sheet.columns.map((column) => `'${shown(column)}'`).join(', ');
    for (const ours of Object.keys(mapping)) {
      if (specs.some(({ name }) => name === ours)) continue;
      const known = specs.map(({ name }) => name).join(', ');
      throw new SheetError(
        `--map names '${ours}', but this design reads ${known}: write <one of these>=<column of the file>.`,
      );
    }
    for (const { name, required, meaning } of specs) {
      const theirs = mapping[name] ?? name;
      const place = sheet.columns.indexOf(theirs);
      this.#theirNames.set(name, theirs);
      if (place >= 0) this.#places.set(name, place);
      else if (name in mapping)
        throw new SheetError(
          `--map says that '${theirs}' holds ${name}, but ${sheet.file} has only ${list}: correct the name.`,
        );
      else if (required) {
        const alike = sheet.columns.find((column) => column.toLowerCase() === name) ?? '<column>';
        throw new SheetError(
          `${sheet.file} should have a column '${name}' (${meaning}) but has only ${list}: name the one that holds it with --map ${name}=${alike}.`,
        );
      }
    }
  }

  has(name: string): boolean {
    return this.#places.has(name);
  }

  /** '' where the column or the value is absent. */
  text(i: number, name: string): string {
    const place = this.#places.get(name);
    const value = place === undefined ? '' : (this.#sheet.rows[i]![place] ?? '');
    return ABSENT.has(value.toLowerCase()) ? '' : value;
  }

  /** As it stands, 'none' and 'NA' being words like others. */
  word(i: number, name: string): string {
    const place = this.#places.get(name);
    return place === undefined ? '' : (this.#sheet.rows[i]![place] ?? '');
  }

  /** @throws SheetError where the value is absent */
  needed(i: number, name: string): string {
    const value = this.text(i, name);
    if (value === '') throw this.wrong(i, name, 'a value', 'fill it in or leave the row out');
    return value;
  }

  /** One of the words, whatever their case. @throws SheetError */
  oneOf<Word extends string>(i: number, name: string, words: readonly Word[]): Word {
    const value = this.word(i, name).toLowerCase();
    const word = words.find((each) => each === value);
    if (word === undefined) throw this.wrong(i, name, words.map((each) => `'${each}'`).join(' or '), 'correct the row');
    return word;
  }

  /** Null where absent. @throws SheetError where it is no finite number */
  number(i: number, name: string): number | null {
    const text = this.text(i, name);
    if (text === '') return null;
    const value = Number(text);
    if (!Number.isFinite(value)) throw this.wrong(i, name, 'a number', 'correct the row');
    return value;
  }

  /** @throws SheetError where it is absent or no number from `least` up */
  neededNumber(i: number, name: string, least = -Infinity): number {
    const value = this.number(i, name);
    if (value === null || value < least)
      throw this.wrong(i, name, least === -Infinity ? 'a number' : `a number from ${least} up`, 'correct the row');
    return value;
  }

  /** Yes or no: 1, true, yes, correct, or 0, false, no, wrong. @throws SheetError */
  yesOrNo(i: number, name: string): boolean {
    const value = this.word(i, name).toLowerCase();
    if (['1', '1.0', 'true', 'yes', 'correct'].includes(value)) return true;
    if (['0', '0.0', 'false', 'no', 'wrong', 'incorrect'].includes(value)) return false;
    throw this.wrong(i, name, '0 or 1', 'correct the row');
  }

  /** Columns of the file that no known name stands for, with their place. */
  others(): string[] {
    const used = new Set(this.#places.values());
    return this.#sheet.columns.filter((_, place) => !used.has(place));
  }

  /** A value by the file's own column name. */
  raw(i: number, column: string): string {
    return this.#sheet.rows[i]![this.#sheet.columns.indexOf(column)] ?? '';
  }

  wrong(i: number, name: string, expected: string, remedy: string): SheetError {
    const { file, where } = this.#sheet;
    const column = this.#theirNames.get(name) ?? name;
    return new SheetError(
      `${capital(where(i))} of ${file} should have ${expected} under '${column}' but has '${shown(this.raw(i, column))}': ${remedy}.`,
    );
  }

  /** Rows that are the first of their key, in order, and how many repeat an earlier one. */
  firsts(keys: readonly string[]): { readonly rows: readonly number[]; readonly repeated: number } {
    const present = keys.filter((key) => this.has(key));
    const seen = new Set<string>();
    const rows: number[] = [];
    for (let i = 0; i < this.count; i++) {
      const key = JSON.stringify(present.map((name) => this.word(i, name)));
      if (seen.has(key)) continue;
      seen.add(key);
      rows.push(i);
    }
    return { rows, repeated: this.count - rows.length };
  }
}

/** On one line, and not too long. */
function shown(words: string): string {
  const one = words.replace(/\s+/g, ' ');
  return one.length > 60 ? `${one.slice(0, 59)}…` : one;
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
