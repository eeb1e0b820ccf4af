import type { RefusalCode } from '../../shared/protocol/codes.ts';
import { t } from '../i18n/index.ts';
import { sentenceOf } from '../ui/Notice.tsx';
import { Page } from '../ui/Page.tsx';

interface RefusedPageProps {
  readonly code: RefusalCode;
  /** Offered where another seat could help. */
  readonly onRejoin?: () => void;
}

/** The server will not have us: the reason, and what can be done. */
export function RefusedPage({ code, onRejoin }: RefusedPageProps) {
  const hopeless = code === 'room/kicked' || code === 'room/closed';
  return (
    <Page title={t('play.refused.heading')} bare>
      <div class="nothing">
        <div class="nothing__frame" aria-hidden="true" />
        <h1>{t('play.refused.heading')}</h1>
        <p>{sentenceOf(code)}</p>
        {onRejoin && !hopeless && (
          <button type="button" class="button" onClick={onRejoin}>
            {t('play.refused.rejoin')}
          </button>
        )}
        <a class="button button--quiet" href="./">
          {t('play.closed.home')}
        </a>
      </div>
    </Page>
  );
}
