import { useState } from 'preact/hooks';
import { CODE_LENGTH, roomCode } from '../../shared/domain/room.ts';
import { currentLanguage, t } from '../i18n/index.ts';
import { joinRoom } from '../net/connection.ts';
import type { FailureCode } from '../net/http.ts';
import { navigate } from '../shell/router.ts';
import { Field } from '../ui/Field.tsx';
import { Notice, sentenceOf } from '../ui/Notice.tsx';
import { Page } from '../ui/Page.tsx';

const NAME = 'uncanny.name';
/** Refusals that belong to a field are said under it. */
const fieldOf = (code: FailureCode): 'code' | 'name' | null =>
  code.startsWith('name/') ? 'name' : code.startsWith('room/') ? 'code' : null;

interface SeatFormProps {
  /** As it stood in the address; may be wrong or empty. */
  readonly code: string;
  readonly onSeated: (code: string) => void;
}

/** Code and name, and in. The code is filled in where one came by QR or link. */
export function SeatForm({ code: given, onSeated }: SeatFormProps) {
  const [code, setCode] = useState(given);
  const [name, setName] = useState(keptName());
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureCode | null>(null);

  async function join(event: Event): Promise<void> {
    event.preventDefault();
    const parsed = roomCode.safeParse(code);
    if (!parsed.success) return setFailure('room/bad-code');
    if (name.trim() === '') return setFailure('name/empty');
    setBusy(true);
    setFailure(null);
    try {
      const reply = await joinRoom({ code: parsed.data, nickname: name, language: currentLanguage() });
      if (!reply.ok) return setFailure(reply.code);
      keepName(name);
      if (parsed.data !== given) navigate(`play/${parsed.data}`, { replace: true });
      onSeated(parsed.data);
    } catch {
      setFailure('client/unreachable');
    } finally {
      setBusy(false);
    }
  }

  const place = failure === null ? null : fieldOf(failure);
  const known = roomCode.safeParse(given).success;
  return (
    <Page title={t('play.join.heading')} bare>
      <form class="seat-form" onSubmit={(event) => void join(event)} noValidate>
        <h1>{t('play.join.heading')}</h1>
        {known && <p class="quiet">{t('play.join.line', { code: given })}</p>}
        <Field
          label={t('play.join.code')}
          hint={known ? undefined : t('play.join.codeHint')}
          error={place === 'code' ? sentenceOf(failure!) : null}
        >
          {(wiring) => (
            <input
              {...wiring}
              class="input seat-form__code"
              value={code}
              onInput={(event) => setCode(event.currentTarget.value.toUpperCase())}
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              maxLength={CODE_LENGTH * 2}
              enterkeyhint="next"
            />
          )}
        </Field>
        <Field
          label={t('play.join.name')}
          hint={t('play.join.nameHint')}
          error={place === 'name' ? sentenceOf(failure!) : null}
        >
          {(wiring) => (
            <input
              {...wiring}
              class="input"
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
              autocomplete="nickname"
              spellcheck={false}
              enterkeyhint="go"
              // The form has one thing to do: on a phone the keyboard should be up.
              ref={focusOnce}
            />
          )}
        </Field>
        {failure !== null && place === null && <Notice bad>{sentenceOf(failure)}</Notice>}
        <button type="submit" class="button button--large" disabled={busy}>
          {t(busy ? 'play.join.going' : 'play.join.go')}
        </button>
      </form>
    </Page>
  );
}

const focused = new WeakSet<HTMLElement>();
function focusOnce(element: HTMLInputElement | null): void {
  if (element === null || focused.has(element)) return;
  focused.add(element);
  element.focus({ preventScroll: true });
}

function keptName(): string {
  try {
    return localStorage.getItem(NAME) ?? '';
  } catch {
    return '';
  }
}

function keepName(name: string): void {
  try {
    localStorage.setItem(NAME, name);
  } catch {
    // Typed again next time.
  }
}
