import type { Columns, ColumnSpec } from './columns.ts';

export interface AnalyseOptions {
  /** What is resampled for intervals; null where the command line left it to the design. */
  readonly cluster: 'participant' | 'room' | 'item' | null;
  readonly seed: number;
  readonly replicates: number;
  readonly ties: 'half' | 'davidson';
  /** Twins: all pairs of a wall could be reported, or one. */
  readonly pairs: 'all' | 'one';
  readonly scale: number;
  readonly base: number;
  readonly init: number;
  readonly prior: number;
  /** Categories in their order; null where the file tells. */
  readonly classes: readonly string[] | null;
  readonly errorRate: 'all' | 'halves' | null;
  readonly skill: boolean;
  /** Verdict: of the error rate's interval, at which a study may stop. */
  readonly width: number;
}

/** A value with its interval, as one line of a chart and of the text. */
export interface Dot {
  readonly name: string;
  /** Where several values of one name stand beside each other: which this is. */
  readonly series?: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly detail?: string;
}

export type Chart =
  | {
      readonly kind: 'dots';
      readonly title: string;
      readonly unit: string;
      readonly dots: readonly Dot[];
      /** For the caption: who is behind a value, what a reader must know. */
      readonly about?: string;
      /** Values above 0 that are compared by ratios. */
      readonly log?: boolean;
      /** The axis begins at 0. */
      readonly zero?: boolean;
      /** Ends that values cannot pass. */
      readonly range?: readonly [low: number, high: number];
      /** A line to compare with, such as chance. */
      readonly reference?: { readonly value: number; readonly name: string };
    }
  | {
      readonly kind: 'curves';
      readonly title: string;
      readonly x: string;
      readonly y: string;
      readonly curves: readonly { readonly name: string; readonly points: readonly (readonly [number, number])[] }[];
      readonly diagonal?: boolean;
    };

export interface Findings {
  /** Printed as JSON. */
  readonly result: Readonly<Record<string, unknown>>;
  readonly charts: readonly Chart[];
  /** Findings that are said rather than plotted. */
  readonly sentences?: readonly string[];
  /** Things a reader of the numbers must know. */
  readonly notes: readonly string[];
}

/** One way of asking people, and how its rows are analysed. */
export interface Design {
  readonly name: string;
  readonly summary: string;
  readonly columns: readonly ColumnSpec[];
  /** What intervals can leave out or draw anew on request. */
  readonly clusters: readonly ('participant' | 'room' | 'item')[];
  /** @throws SheetError where a row cannot be understood */
  analyse(columns: Columns, options: AnalyseOptions): Findings;
}

export const ROOM: ColumnSpec = {
  name: 'room',
  required: false,
  meaning: 'participants of one room saw the same game',
};
export const PARTICIPANT: ColumnSpec = { name: 'participant', required: false, meaning: 'who judged' };

/** 'p repeats' as a sentence of the notes, or nothing. */
export function repeatedNote(repeated: number, what: string): string[] {
  if (repeated === 0) return [];
  return [`${repeated} row${repeated === 1 ? ' repeats' : 's repeat'} ${what}; the first of each counts.`];
}
