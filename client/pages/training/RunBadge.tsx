import { LINES } from './lines.ts';

export const letterOf = (run: number): string => String.fromCharCode('A'.charCodeAt(0) + run);

/** The letter of a run that is compared, in the colour of its line. */
export function RunBadge({ run }: { readonly run: number }) {
  return (
    <span class="runbadge" style={{ background: LINES[run % LINES.length]!.stroke }}>
      {letterOf(run)}
    </span>
  );
}
