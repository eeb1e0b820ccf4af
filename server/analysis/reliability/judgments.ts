/** Binary judgments of pictures, as reliability needs them. */
export interface ImageJudgment {
  readonly participant: string;
  readonly room?: string;
  readonly image: string;
  /** Whether the picture was called a fake. */
  readonly fake: boolean;
}
