import { useEffect, useState } from 'preact/hooks';
import { pages } from '../../explain/pages.ts';
import { inWords, t } from '../../i18n/index.ts';
import { Page } from '../../ui/Page.tsx';
import { LabSheet } from './LabSheet.tsx';
import { TourWall } from './TourWall.tsx';
import './lab.css';

/** Time for a rung, s. */
const RUNG_SECONDS = 180;

/** The ladder in order, three minutes a rung, with what to say. */
export function TourPage() {
  const [at, setAt] = useState(0);
  const [left, setLeft] = useState(RUNG_SECONDS);
  const [runs, setRuns] = useState(true);
  const [notes, setNotes] = useState(true);
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1000);
    return () => clearInterval(timer);
  }, [runs, at]);
  const page = pages[at];
  if (!page) return null;
  const go = (to: number): void => {
    setAt(to);
    setLeft(RUNG_SECONDS);
    scrollTo(0, 0);
  };
  const minutes = Math.floor(left / 60);
  const seconds = String(left % 60).padStart(2, '0');
  return (
    <Page title={t('lab.tour')} here="lab">
      <div class="tour" role="toolbar" aria-label={t('lab.tour')}>
        <button type="button" class="button button--quiet" disabled={at === 0} onClick={() => go(at - 1)}>
          {t('lab.previous')}
        </button>
        <span class="figures">{t('lab.rungOf', { i: at + 1, n: pages.length })}</span>
        <strong class="figures" role="timer">
          {left === 0 ? t('lab.over') : t('lab.minutes', { minutes, seconds })}
        </strong>
        <button type="button" class="button button--quiet" onClick={() => setRuns(!runs)}>
          {t(runs ? 'lab.hold' : 'lab.go')}
        </button>
        <button type="button" class="button button--quiet" aria-pressed={notes} onClick={() => setNotes(!notes)}>
          {t(notes ? 'lab.hideNotes' : 'lab.notes')}
        </button>
        <button type="button" class="button" disabled={at === pages.length - 1} onClick={() => go(at + 1)}>
          {t('lab.next')}
        </button>
        <TourWall page={page.name} />
      </div>
      {notes && (
        <section class="panel tour__notes">
          <h2>{t('lab.say')}</h2>
          <ol class="points">
            {page.say.map((sentence) => (
              <li key={sentence.en}>{inWords(sentence)}</li>
            ))}
          </ol>
        </section>
      )}
      <LabSheet key={page.name} page={page} />
    </Page>
  );
}
