import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { LanguageSwitch } from './LanguageSwitch.tsx';

interface PageProps {
  /** Of the window; the name of the game where null. */
  readonly title: string | null;
  readonly here?: 'board' | 'training' | 'host' | 'lab';
  readonly children: ComponentChildren;
  /** Leaves out the way elsewhere, where leaving would be a mistake. */
  readonly bare?: boolean;
}

/** The frame of every document: name, ways, language. */
export function Page({ title, here, children, bare = false }: PageProps) {
  useEffect(() => {
    document.title = title === null ? 'Uncanny' : `${title} · Uncanny`;
  }, [title]);
  return (
    <div class="page">
      <a
        class="skip"
        href="#main"
        onClick={(event) => (event.preventDefault(), document.getElementById('main')?.focus())}
      >
        {t('common.skip')}
      </a>
      <header class="page__head">
        <a class="wordmark" href="./" aria-label={t('common.home')}>
          Uncanny
        </a>
        {!bare && (
          <nav class="page__ways" aria-label={t('common.ways')}>
            <a href="lab" aria-current={here === 'lab' ? 'page' : undefined}>
              {t('lab.way')}
            </a>
            <a href="board" aria-current={here === 'board' ? 'page' : undefined}>
              {t('common.board')}
            </a>
            <a href="training" aria-current={here === 'training' ? 'page' : undefined}>
              {t('common.training')}
            </a>
          </nav>
        )}
        <LanguageSwitch />
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
