import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** As the style sheets of the board. */
const NARROW = '(max-width: 60rem)';

interface SectionProps {
  readonly title: string;
  readonly class?: string;
  /** Beside the title, or at the top of what was folded. */
  readonly copies?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A part of the board under its title. On a phone it is folded, and nothing of it is drawn before it is opened. */
export function Section({ title, class: name = '', copies, children }: SectionProps) {
  const narrow = useNarrow();
  const [open, setOpen] = useState(false);
  if (!narrow)
    return (
      <section class={`board__section ${name}`}>
        <div class="board__sectionhead">
          <h2>{title}</h2>
          {copies}
        </div>
        {children}
      </section>
    );
  return (
    <details class="board__folded" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{title}</h2>
      </summary>
      {open && (
        <div class={`board__section ${name}`}>
          {copies}
          {children}
        </div>
      )}
    </details>
  );
}

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const media = matchMedia(NARROW);
    const tell = (): void => setNarrow(media.matches);
    media.addEventListener('change', tell);
    return () => media.removeEventListener('change', tell);
  }, []);
  return narrow;
}
