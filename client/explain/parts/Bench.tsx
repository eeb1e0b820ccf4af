import type { ComponentChildren } from 'preact';

interface BenchProps {
  /** What is looked at: large, left on a wide screen, above on a phone. */
  readonly stage: ComponentChildren;
  /** What is moved, and the numbers. */
  readonly controls: ComponentChildren;
  /** Heading where a page has more than one bench. */
  readonly title?: string;
  readonly line?: string;
}

/** One live thing: a stage and its controls. */
export function Bench({ stage, controls, title, line }: BenchProps) {
  return (
    <section class="bench">
      {title && (
        <header class="bench__head">
          <h2>{title}</h2>
          {line && <p class="quiet">{line}</p>}
        </header>
      )}
      <div class="bench__stage">{stage}</div>
      <div class="bench__controls">{controls}</div>
    </section>
  );
}
