/** One judgment of one picture. */
export interface VerdictRow {
  readonly participant: string;
  /** Participants of one room heard and saw the same game. */
  readonly room?: string;
  /**
   * The model that made a fake. A real may name the model whose block it stood in; otherwise (null, or a name that no fake has)
   * it belongs to every model whose fakes the same participant judged.
   */
  readonly model: string | null;
  readonly truth: 'real' | 'fake';
  readonly response: 'real' | 'fake';
  /** How sure the participant was of the response: any scale, larger is surer. */
  readonly confidence?: number;
  readonly image?: string;
}
