import type { ServerInfo } from '../../../shared/protocol/http.ts';
import { MAX_PLAYERS } from '../../../shared/domain/room.ts';
import { inWords, t } from '../../i18n/index.ts';
import { usePolled } from '../../net/usePolled.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PlayAlone } from '../PlayAlone.tsx';
import { DoubtfulPicture } from './DoubtfulPicture.tsx';
import { JoinForm } from './JoinForm.tsx';
import './home.css';

/** Three doors and one picture nobody can be sure of. */
export function HomePage() {
  const info = usePolled<ServerInfo>('api/info', 5000);
  return (
    <Page title={null}>
      <div class="home">
        <section class="home__words">
          <h1 class="home__question">{t('home.question')}</h1>
          <p class="home__line">{t('home.line')}</p>
          {info.failure && <FailureNotice code={info.failure} />}
          {info.value?.preparing && <Notice>{inWords(info.value.preparing)}</Notice>}
          <div class="doors">
            <div class="door">
              <h2>{t('home.join')}</h2>
              <p>{t('home.joinLine')}</p>
              <JoinForm />
            </div>
            <div class="door">
              <h2>{t('home.host')}</h2>
              <p>{t('home.hostLine', { seats: MAX_PLAYERS })}</p>
              <a class="button" href="host">
                {t('home.hostDo')}
              </a>
            </div>
            <div class="door">
              <h2>{t('home.alone')}</h2>
              <p>{t('home.aloneLine')}</p>
              <PlayAlone words={t('home.aloneDo')} />
              <PlayAlone words={t('home.aloneTwins')} settings={{ mode: 'twins', lots: 6 }} />
              <PlayAlone words={t('home.aloneVariety')} settings={{ mode: 'variety', lots: 8 }} />
            </div>
          </div>
        </section>
        <section class="home__picture" aria-label={t('home.pictureLabel')}>
          <DoubtfulPicture />
        </section>
      </div>
    </Page>
  );
}
