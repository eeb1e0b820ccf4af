import { currentLanguage, languages, setLanguage, t } from '../i18n/index.ts';

const nameOf = (language: string): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;

/** Every language under its own name; the reader's one is marked. */
export function LanguageSwitch() {
  return (
    <div class="languages" role="group" aria-label={t('common.language')}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          class="languages__one"
          aria-pressed={language === currentLanguage()}
          onClick={() => void setLanguage(language)}
        >
          {nameOf(language)}
        </button>
      ))}
    </div>
  );
}
