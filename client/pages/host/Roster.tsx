import { useState } from 'preact/hooks';
import type { Phase, RosterEntry } from '../../../shared/protocol/view.ts';
import { t } from '../../i18n/index.ts';
import { total } from '../../play/words.ts';
import { Switch } from '../../ui/Field.tsx';

interface RosterProps {
  readonly roster: readonly RosterEntry[];
  readonly phase: Phase;
  readonly locked: boolean;
  readonly onLock: (locked: boolean) => void;
  readonly onKick: (playerId: string) => void;
}

/** Who is here, who is away, who has decided; never what. */
export function Roster({ roster, phase, locked, onLock, onKick }: RosterProps) {
  const [asking, ask] = useState<string | null>(null);
  const here = roster.filter((player) => player.connected).length;
  return (
    <aside class="roster" aria-label={t('host.roster')}>
      <h2 class="roster__head">
        {t('host.seats', { count: roster.length })}
        {here < roster.length && <span class="small quiet"> {t('host.here', { here })}</span>}
      </h2>
      <Switch
        label={t('host.lock')}
        hint={t(locked ? 'host.lockedHint' : 'host.unlockedHint')}
        on={locked}
        onChange={onLock}
      />
      {roster.length === 0 && <p class="quiet">{t('host.nobody')}</p>}
      <ul class="roster__list">
        {roster.map((player) => (
          <li key={player.playerId} class={player.connected ? 'seat' : 'seat seat--away'}>
            <span class="seat__presence" aria-hidden="true">
              {player.connected ? '●' : '○'}
            </span>
            <bdi class="seat__name">{player.nickname}</bdi>
            {!player.connected && <span class="seat__note">{t('host.away')}</span>}
            {phase === 'judging' && player.decided && (
              <span class="seat__note seat__note--decided">{t('host.decided')}</span>
            )}
            {(phase === 'reveal' || phase === 'podium') && (
              <span class="seat__points figures">{total(player.points)}</span>
            )}
            {asking === player.playerId ? (
              <span class="seat__ask">
                <button
                  type="button"
                  class="button button--danger"
                  onClick={() => (ask(null), onKick(player.playerId))}
                >
                  {t('host.kickSure')}
                </button>
                <button type="button" class="button button--plain" onClick={() => ask(null)}>
                  {t('common.cancel')}
                </button>
              </span>
            ) : (
              <button
                type="button"
                class="seat__kick"
                aria-label={t('host.kick', { name: player.nickname })}
                title={t('host.kick', { name: player.nickname })}
                onClick={() => ask(player.playerId)}
              >
                ×
              </button>
            )}
          </li>
        ))}
      </ul>
    </aside>
  );
}
