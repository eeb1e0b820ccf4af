import type { Words } from '../../../shared/protocol/http.ts';
import type { ExplainPage } from '../../explain/page.ts';
import { liveOf } from '../../explain/pages.ts';
import { Sheet } from '../../explain/sheet.ts';
import { inWords, t } from '../../i18n/index.ts';
import { Lazy } from '../../shell/Lazy.tsx';
import '../../explain/parts/parts.css';
import './lab.css';

interface LabSheetProps {
  readonly page: ExplainPage;
  /** On the wall: the part that hangs, counted from 0, and the size of its letters, see `Sheet`. */
  readonly hung?: { readonly part: number; readonly letters: number | null };
}

/** One page of the lab without its surroundings: what it is, the live thing, what to try, what to notice. */
export function LabSheet({ page, hung }: LabSheetProps) {
  return (
    <article class={hung ? 'sheet sheet--wall' : 'sheet'}>
      <header class="sheet__head">
        <h1>{inWords(page.title)}</h1>
        <p class="sheet__line">{inWords(page.line)}</p>
      </header>
      <div class="sheet__live">
        <Sheet.Provider value={{ page, part: hung?.part ?? null, letters: hung?.letters ?? null }}>
          <Lazy key={page.name} load={liveOf(page.name)} props={{ wall: hung !== undefined }} />
        </Sheet.Provider>
      </div>
      <aside class="sheet__points">
        <Points title={t('lab.try')} points={page.tries} />
        <Points title={t('lab.notice')} points={page.notices} />
      </aside>
    </article>
  );
}

function Points({ title, points }: { readonly title: string; readonly points: readonly Words[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul class="points">
        {points.map((point) => (
          <li key={point.en}>{inWords(point)}</li>
        ))}
      </ul>
    </section>
  );
}
