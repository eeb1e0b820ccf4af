interface TokenGridProps {
  /** So far, row by row. */
  readonly tokens: readonly number[];
  readonly grid: { readonly rows: number; readonly columns: number; readonly codes: number };
  readonly label: string;
}

/** Golden angle, degrees: colours of neighbouring numbers lie far apart. */
const TURN = 137.5;

/** Tokens as numbered tiles; one number has one colour. */
export function TokenGrid({ tokens, grid, label }: TokenGridProps) {
  return (
    <div
      class="token-grid"
      style={{ gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))` }}
      role="img"
      aria-label={`${label}: ${tokens.join(' ')}`}
    >
      {Array.from({ length: grid.rows * grid.columns }, (_, i) => {
        const token = tokens[i];
        return token === undefined ? (
          <span key={i} class="token-grid__tile token-grid__tile--empty" />
        ) : (
          <span
            key={i}
            class={`token-grid__tile figures ${i === tokens.length - 1 ? 'token-grid__tile--last' : ''}`}
            style={{ background: `hsl(${(token * TURN) % 360} 32% 30%)` }}
          >
            {token}
          </span>
        );
      })}
    </div>
  );
}
