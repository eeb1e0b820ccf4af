import { pageOf, pages } from '../../explain/pages.ts';
import { inWords, t } from '../../i18n/index.ts';
import { Page } from '../../ui/Page.tsx';
import { NotFoundPage } from '../NotFoundPage.tsx';
import { LabSheet } from './LabSheet.tsx';

/** One rung of the chapter, with the way to the one before and after it. */
export function LabPage({ name }: { readonly name: string }) {
  const page = pageOf(name);
  if (page === null) return <NotFoundPage />;
  const at = pages.indexOf(page);
  const [before, after] = [pages[at - 1], pages[at + 1]];
  return (
    <Page title={inWords(page.title)} here="lab">
      <LabSheet page={page} />
      <nav class="rungs" aria-label={t('lab.rungs')}>
        {before && (
          <a class="rungs__way" href={`lab/${before.name}`}>
            <span class="small quiet">← {t('lab.before')}</span>
            <span>{inWords(before.title)}</span>
          </a>
        )}
        <a class="rungs__way rungs__way--all" href="lab">
          {t('lab.all')}
        </a>
        {after && (
          <a class="rungs__way rungs__way--after" href={`lab/${after.name}`}>
            <span class="small quiet">{t('lab.after')} →</span>
            <span>{inWords(after.title)}</span>
          </a>
        )}
      </nav>
    </Page>
  );
}
