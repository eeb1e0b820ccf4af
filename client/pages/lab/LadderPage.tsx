import { pages } from '../../explain/pages.ts';
import { inWords, t } from '../../i18n/index.ts';
import { Page } from '../../ui/Page.tsx';
import './lab.css';

/** The chapter as a ladder: every page of the lab, in order. */
export function LadderPage() {
  return (
    <Page title={t('lab.title')} here="lab">
      <header class="ladder__head">
        <h1>{t('lab.title')}</h1>
        <p class="sheet__line">{t('lab.line')}</p>
        <p class="row">
          <a class="button" href="lab/tour">
            {t('lab.tourDo')}
          </a>
          <span class="quiet">{t('lab.tourLine')}</span>
        </p>
      </header>
      <ol class="ladder">
        {pages.map((page) => (
          <li key={page.name}>
            <a class="ladder__rung" href={`lab/${page.name}`}>
              <h2>{inWords(page.title)}</h2>
              <p>{inWords(page.line)}</p>
            </a>
          </li>
        ))}
      </ol>
    </Page>
  );
}
