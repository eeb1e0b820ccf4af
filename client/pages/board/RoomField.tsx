import { useId, useState } from 'preact/hooks';
import type { Facets } from '../../../shared/protocol/board.ts';
import { currentLanguage, t } from '../../i18n/index.ts';
import { formatCount } from '../../i18n/numbers.ts';
import { roomMeant } from './rooms.ts';

interface RoomFieldProps {
  /** Newest first. */
  readonly rooms: Facets['rooms'];
  readonly value: string | undefined;
  readonly onChange: (room: string | undefined) => void;
}

/** A field to type a code or a day into, since a board may know of hundreds of rooms; what fits is offered, newest first. */
export function RoomField({ rooms, value, onChange }: RoomFieldProps) {
  const list = useId();
  const options = rooms.map((each) => ({ room: each.room, code: each.code, words: wordsOf(each) }));
  const chosen = options.find(({ room }) => room === value)?.words ?? value ?? '';
  const [typed, type] = useState<string | null>(null);
  const take = (text: string, done: boolean): void => {
    const meant = roomMeant(options, text, done);
    type(done || meant !== undefined ? null : text);
    if (meant !== undefined && meant !== (value ?? null)) onChange(meant ?? undefined);
  };
  return (
    <>
      <input
        class="input filters__room"
        type="search"
        list={list}
        autocomplete="off"
        spellcheck={false}
        placeholder={t('board.allRooms', { count: rooms.length, n: formatCount(rooms.length) })}
        value={typed ?? chosen}
        // The list offers only what fits the text, so a chosen room makes way for the others.
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => take(event.currentTarget.value, false)}
        onChange={(event) => take(event.currentTarget.value, true)}
      />
      <datalist id={list}>
        {options.map(({ room, words }) => (
          <option key={room} value={words} />
        ))}
      </datalist>
    </>
  );
}

const wordsOf = ({ code, at, n, simulated }: Facets['rooms'][number]): string =>
  `${code} · ${when(at)} · n = ${formatCount(n)}${simulated ? ` · ${t('board.simulatedShort')}` : ''}`;

const when = (at: number): string =>
  new Intl.DateTimeFormat(currentLanguage(), {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
