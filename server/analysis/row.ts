/** One judgment of one picture. */
export interface VerdictRow {
  readonly participant: string;
  /** Participants of one room heard and saw the same game. */
  readonly room?: string;
  /** The model that made a fake; of no meaning for a real. */
  readonly model: string | null;
  readonly truth: 'real' | 'fake';
  readonly response: 'real' | 'fake';
  readonly confidence?: number;
  readonly image?: string;
}
