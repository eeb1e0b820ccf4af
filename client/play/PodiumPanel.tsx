import { useState } from 'preact/hooks';
import type { PodiumView } from '../../shared/protocol/view.ts';
import { currentLanguage, t } from '../i18n/index.ts';
import { address, post } from '../net/http.ts';
import type { FailureCode } from '../net/http.ts';
import { rememberSeat } from '../net/seat.ts';
import { navigate } from '../shell/router.ts';
import { fooledBy } from '../store/screen.ts';
import { crispScale } from '../ui/crisp.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { originWords } from './generators.ts';
import type { Generators } from './generators.ts';
import { isAtStake, lotClass, OwnWallsRow } from './walls/OwnWallsRow.tsx';
import { lotWords, signed, total } from './words.ts';

interface PodiumPanelProps {
  readonly view: PodiumView;
  readonly generators: Generators;
}

/** The end for one player: place or score, what took them in, every lot with what it was. */
export function PodiumPanel({ view, generators }: PodiumPanelProps) {
  const me = view.viewer.role === 'player' ? view.viewer : null;
  const right = view.mine.filter((lot) => ('truth' in lot ? lotWords(lot).right : lot.right === true)).length;
  const atStake = view.mine.filter((lot) => 'truth' in lot || isAtStake(lot.outcome)).length;
  const fooled = fooledBy(view.mine).slice(0, 3);
  return (
    <div class="end">
      <div class="end__head">
        <h1 class="figures">
          {view.solo
            ? t('play.podium.right', { right, n: atStake })
            : me && t('play.podium.rank', { rank: me.rank, players: view.players })}
        </h1>
        <p class="end__points figures">{me && t('play.points', { points: total(me.points) })}</p>
        {!view.solo && me?.rank === 1 && me.points > 0 && <p>{t('play.podium.winner')}</p>}
        {!view.solo && <p class="quiet figures">{t('play.podium.right', { right, n: atStake })}</p>}
      </div>
      {view.mine.some((lot) => 'truth' in lot) && (
        <section>
          <h2>{t('play.podium.fooled')}</h2>
          {fooled.length === 0 ? (
            <p class="quiet">{t('play.podium.fooledNone')}</p>
          ) : (
            <Lots lots={fooled} generators={generators} />
          )}
        </section>
      )}
      {view.mine.length > fooled.length && (
        <section>
          <h2>{t('play.podium.all')}</h2>
          <Lots lots={view.mine} generators={generators} />
        </section>
      )}
      <div class="end__ways">
        {view.solo ? <Again view={view} /> : <p class="quiet">{t('play.podium.wait')}</p>}
        <a class="button button--quiet" href={`board?dataset=${encodeURIComponent(view.settings.dataset)}`}>
          {t('play.podium.board')}
        </a>
      </div>
    </div>
  );
}

const ROOM = 64;

function Lots({ lots, generators }: { readonly lots: PodiumView['mine']; readonly generators: Generators }) {
  return (
    <ul class="lots">
      {lots.map((lot) => {
        if (!('truth' in lot)) return <OwnWallsRow key={lot.lot} lot={lot} generators={generators} />;
        const { said, right } = lotWords(lot);
        const origin = originWords(lot.origin, generators);
        const scale = crispScale(Math.max(lot.stimulus.width, lot.stimulus.height), ROOM, devicePixelRatio);
        return (
          <li key={lot.lot} class={lotClass(lot.pFake === null ? null : right)}>
            <span class="lots__mount">
              <img
                class="pixels"
                src={address(lot.stimulus.url)}
                width={lot.stimulus.width * scale}
                height={lot.stimulus.height * scale}
                alt=""
              />
            </span>
            <span class="lots__words">
              <strong>
                <span class={`sign sign--${lot.truth}`} aria-hidden="true" />{' '}
                {t(lot.truth === 'real' ? 'play.podium.isGenuine' : 'play.podium.isForgery')}
                {lot.truth === 'fake' && `: ${origin.title}`}
              </strong>
              <span class="quiet small">{said}</span>
            </span>
            <span class="lots__points figures">{signed(lot.points)}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** Another ten, in a new room of one's own with the same settings. */
function Again({ view }: { readonly view: PodiumView }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureCode | null>(null);

  async function again(): Promise<void> {
    setBusy(true);
    const reply = await post<{ code: string; playerId: string; token: string }>('api/solo', {
      language: currentLanguage(),
      settings: view.settings,
    });
    setBusy(false);
    if (!reply.ok) return setFailure(reply.code);
    rememberSeat(reply.value.code, reply.value);
    navigate(`play/${reply.value.code}`, { replace: true });
  }

  return (
    <>
      <button type="button" class="button button--large" disabled={busy} onClick={() => void again()}>
        {t(busy ? 'play.podium.busy' : 'play.podium.again')}
      </button>
      <FailureNotice code={failure} />
    </>
  );
}
