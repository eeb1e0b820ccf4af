import { t } from '../../i18n/index.ts';
import { formatCount } from '../../i18n/numbers.ts';

/** How the class split over the six stops, sure genuine first. */
export function Split({ split }: { readonly split: readonly number[] }) {
  const most = Math.max(1, ...split);
  const all = split.reduce((sum, count) => sum + count, 0);
  if (all === 0) return <p class="quiet">{t('host.nobodyJudged')}</p>;
  const forged = split.slice(split.length / 2).reduce((sum, count) => sum + count, 0);
  return (
    <figure
      class="split"
      aria-label={t('host.splitLabel', { genuine: formatCount(all - forged), forgery: formatCount(forged) })}
    >
      <div class="split__bars" aria-hidden="true">
        {split.map((count, stop) => (
          <span
            key={stop}
            class={stop < split.length / 2 ? 'split__bar split__bar--genuine' : 'split__bar split__bar--forgery'}
          >
            <span class="figures">{count > 0 ? formatCount(count) : ''}</span>
            <i style={{ '--share': count / most }} />
          </span>
        ))}
      </div>
      <figcaption class="split__ends" aria-hidden="true">
        <span>{t('host.sureGenuine')}</span>
        <span>{t('host.unsure')}</span>
        <span>{t('host.sureForgery')}</span>
      </figcaption>
    </figure>
  );
}
