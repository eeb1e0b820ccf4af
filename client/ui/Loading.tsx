import { t } from '../i18n/index.ts';

/** A page on its way: a lamp that warms up, and after a moment the words. */
export function Loading({ words }: { readonly words?: string | undefined }) {
  return (
    <div class="loading" role="status">
      <span class="loading__lamp" aria-hidden="true" />
      <span class="loading__words">{words ?? t('common.loading')}</span>
    </div>
  );
}
