/** One comparison of two sources, sides as they were shown. */
export interface DuelRow {
  readonly left: string;
  readonly right: string;
  readonly winner: 'left' | 'right' | 'tie';
  readonly participant?: string;
  readonly room?: string;
  /** The same for all who were shown the same pictures. */
  readonly wall?: string;
}
