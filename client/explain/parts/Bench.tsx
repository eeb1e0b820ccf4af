import type { ComponentChildren } from 'preact';

interface BenchProps {
  /** What is asked before there is anything to look at: over both, so that on a phone the answer follows it. */
  readonly first?: ComponentChildren;
  /** What is looked at: large, left on a wide screen, above on a phone. */
  readonly stage: ComponentChildren;
  /** What is moved, and the numbers. */
  readonly controls: ComponentChildren;
  /** Heading where a page has more than one bench. */
  readonly title?: string;
  readonly line?: string;
}

/** One live thing: a stage and its controls. */
export function Bench({ first, stage, controls, title, line }: BenchProps) {
  return (
    <section class="bench">
      {title && (
        <header class="bench__head">
          <h2>{title}</h2>
          {line && <p class="quiet">{line}</p>}
        </header>
      )}
      {first && <div class="bench__first">{first}</div>}
      <div class="bench__stage">{stage}</div>
      <div class="bench__controls">{controls}</div>
    </section>
  );
}
