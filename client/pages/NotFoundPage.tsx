import { t } from '../i18n/index.ts';
import { Page } from '../ui/Page.tsx';

/** An address that names nothing: an empty frame. */
export function NotFoundPage() {
  return (
    <Page title={t('notFound.title')}>
      <section class="nothing">
        <span class="nothing__frame" aria-hidden="true" />
        <h1>{t('notFound.title')}</h1>
        <p class="quiet">{t('notFound.line')}</p>
        <a class="button" href="./">
          {t('common.home')}
        </a>
      </section>
    </Page>
  );
}
