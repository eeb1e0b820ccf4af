import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { BoardFilter, Crowd } from '../../../shared/protocol/board.ts';
import type { Board } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { formatCount } from '../../i18n/numbers.ts';
import { Notice } from '../../ui/Notice.tsx';
import { RoomField } from './RoomField.tsx';

interface FiltersProps {
  readonly board: Board;
  readonly filter: BoardFilter;
  readonly onChange: (filter: BoardFilter) => void;
}

/** Which judgments count: by players, room, class, mode and time. */
export function Filters({ board, filter, onChange }: FiltersProps) {
  const { facets } = board;
  // Left as the reader has it: taking the last filter away does not shut it.
  const [open, setOpen] = useState(() => activeOf(filter) > 0);
  if (facets.people + facets.simulated === 0) return null;
  const set = (change: BoardFilter): void => onChange({ ...filter, ...change });
  const active = activeOf(filter);
  return (
    <div class="filters">
      {facets.simulated > 0 && <SimulatedNotice board={board} onChange={(players) => set({ players })} />}
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{active === 0 ? t('board.filter') : t('board.filterOn', { count: active })}</summary>
        <div class="filters__fields">
          <Labelled label={t('board.room')}>
            <RoomField rooms={facets.rooms} value={filter.room} onChange={(room) => set({ room })} />
          </Labelled>
          {facets.labels.length > 0 && (
            <Select
              label={t('board.class')}
              value={filter.label === undefined ? undefined : String(filter.label)}
              onChange={(label) => set({ label: label === undefined ? undefined : Number(label) })}
              options={facets.labels.map(({ label, name, n }) => ({
                value: String(label),
                words: `${name} · n = ${formatCount(n)}`,
              }))}
            />
          )}
          <Select
            label={t('board.mode')}
            value={filter.mode}
            onChange={(mode) => set({ mode })}
            options={facets.modes.map(({ mode, n }) => ({ value: mode, words: `${mode} · n = ${formatCount(n)}` }))}
          />
          <Time label={t('board.since')} value={filter.since} onChange={(since) => set({ since })} />
          <Time label={t('board.until')} value={filter.until} onChange={(until) => set({ until })} />
          {active > 0 && (
            <button type="button" class="button button--plain" onClick={() => onChange({ players: filter.players })}>
              {t('board.filterOff')}
            </button>
          )}
        </div>
      </details>
    </div>
  );
}

const activeOf = (filter: BoardFilter): number =>
  Object.values({ ...filter, players: undefined }).filter((value) => value !== undefined).length;

/** Says whose judgments these are wherever programs have judged. */
function SimulatedNotice({ board, onChange }: { readonly board: Board; readonly onChange: (players: Crowd) => void }) {
  const { people, simulated } = board.facets;
  const { players } = board.filter;
  const counts = { people: formatCount(people), simulated: formatCount(simulated) };
  const words = {
    people: t('board.peopleOnly', counts),
    simulated: t('board.simulatedOnly', counts),
    all: t('board.everybody', counts),
  };
  return (
    <Notice>
      <span>{words[players]}</span>
      <Choice now={players} onChange={onChange} />
    </Notice>
  );
}

function Choice({ now, onChange }: { readonly now: Crowd; readonly onChange: (players: Crowd) => void }) {
  return (
    <select
      class="input filters__players"
      aria-label={t('board.players')}
      value={now}
      onChange={(event) => onChange(event.currentTarget.value as Crowd)}
    >
      {(['people', 'simulated', 'all'] as const).map((players) => (
        <option key={players} value={players}>
          {t(`board.players_${players === 'people' ? 'human' : players}`)}
        </option>
      ))}
    </select>
  );
}

interface SelectProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly words: string }[];
  readonly onChange: (value: string | undefined) => void;
}

function Select({ label, value, options, onChange }: SelectProps) {
  return (
    <Labelled label={label}>
      <select
        class="input"
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
      >
        <option value="">{t('board.all')}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

interface TimeProps {
  readonly label: string;
  /** ms since the epoch. */
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

function Time({ label, value, onChange }: TimeProps) {
  return (
    <Labelled label={label}>
      <input
        class="input"
        type="datetime-local"
        value={value === undefined ? '' : localTime(value)}
        onChange={(event) => {
          const at = new Date(event.currentTarget.value).getTime();
          onChange(Number.isNaN(at) ? undefined : at);
        }}
      />
    </Labelled>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <label class="filters__field">
      <span class="small quiet">{label}</span>
      {children}
    </label>
  );
}

/** As a `datetime-local` field wants it: the reader's clock, to the minute. */
function localTime(at: number): string {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
