import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { inWords } from '../../i18n/index.ts';
import { Sheet } from '../sheet.ts';

interface BenchProps {
  /** Which of the page's `parts` this is, counted from 0; its title is said there. */
  readonly part: number;
  /** What is asked before there is anything to look at: over both, so that on a phone the answer follows it. */
  readonly first?: ComponentChildren;
  /** What is looked at: large, left on a wide screen, above on a phone. */
  readonly stage: ComponentChildren;
  /** What is moved, and the numbers. */
  readonly controls: ComponentChildren;
  readonly line?: string;
}

/** One live thing: a stage and its controls. While another part hangs on the wall, it keeps what was set and is not drawn. */
export function Bench({ part, first, stage, controls, line }: BenchProps) {
  const sheet = useContext(Sheet);
  const title = sheet?.page.parts[part];
  if (sheet !== null && sheet.part !== null && sheet.part !== part) return null;
  return (
    <section class="bench">
      {title && (
        <header class="bench__head">
          <h2>{inWords(title)}</h2>
          {line && <p class="quiet">{line}</p>}
        </header>
      )}
      {first && <div class="bench__first">{first}</div>}
      <div class="bench__stage">{stage}</div>
      <div class="bench__controls">{controls}</div>
    </section>
  );
}
