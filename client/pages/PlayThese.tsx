import { t } from '../i18n/index.ts';
import { PlayAlone } from './PlayAlone.tsx';

interface PlayTheseProps {
  readonly dataset: string;
  /** Model ids whose samples will hang among genuine pictures. */
  readonly models: readonly string[];
}

/** Judge just these forgers: alone at once, or with a class. */
export function PlayThese({ dataset, models }: PlayTheseProps) {
  const query = new URLSearchParams({ dataset, models: models.join(',') });
  return (
    <div class="row">
      <PlayAlone settings={{ dataset, models: [...models] }} words={t('training.playAlone')} />
      <a class="button button--quiet" href={`host?${query.toString()}`}>
        {t('training.playHost')}
      </a>
    </div>
  );
}
